import { mockPathOf, PROVIDERS, type Provider } from '@ibyok/providers';
import { ANTHROPIC_DIALECT } from './anthropic/anthropic-dialect.js';
import { GOOGLE_DIALECT } from './google/google-dialect.js';
import type { Dialect } from './http/dialect.js';
import { OPENAI_DIALECT } from './openai/openai-dialect.js';

/** A provider that there is a mock of. */
export interface MockedProvider {
  readonly provider: Provider;
  readonly speaks: 'openai' | 'anthropic' | 'google';
  readonly dialect: Dialect;
  /** The mock's address on this server: see mockPathOf. */
  readonly path: string;
}

const DIALECTS: Readonly<Record<MockedProvider['speaks'], Dialect>> = {
  openai: OPENAI_DIALECT,
  anthropic: ANTHROPIC_DIALECT,
  google: GOOGLE_DIALECT,
};

/** Every provider that there is a mock of. */
export const MOCKED_PROVIDERS: readonly MockedProvider[] = PROVIDERS.flatMap((provider) => {
  const path = mockPathOf(provider.llmType);
  if (path === null) return [];
  const speaks = spokenBy(provider.llmType);
  return [{ provider, speaks, dialect: DIALECTS[speaks], path }];
});

/** Where a provider's mock values work on the server of this origin; undefined where it has no mock of it. */
export function mockBaseUrl(origin: string, llmType: string): string | undefined {
  const path = mockPathOf(llmType);
  return path === null ? undefined : origin + path;
}

function spokenBy(llmType: string): MockedProvider['speaks'] {
  return llmType === 'anthropic' || llmType === 'google' ? llmType : 'openai';
}
