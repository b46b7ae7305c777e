import { PROVIDERS, type Provider } from '@ibyok/providers';
import { ANTHROPIC_DIALECT } from './anthropic/anthropic-dialect.js';
import { GOOGLE_DIALECT } from './google/google-dialect.js';
import type { Dialect } from './http/dialect.js';
import { OPENAI_DIALECT } from './openai/openai-dialect.js';

/** A provider that there is a mock of. */
export interface MockedProvider {
  readonly provider: Provider;
  readonly speaks: 'openai' | 'anthropic' | 'google';
  readonly dialect: Dialect;
  /** The mock's address on this server: what the provider's own base address has as its path, under /mock. */
  readonly path: string;
}

/** Every provider that there is a mock of. */
export const MOCKED_PROVIDERS: readonly MockedProvider[] = PROVIDERS.flatMap((provider) => {
  const dialect = dialectOf(provider);
  if (dialect === null || provider.baseUrl === null) return [];
  const { pathname } = new URL(provider.baseUrl);
  return [{ provider, ...dialect, path: `/mock/${provider.llmType}${pathname === '/' ? '' : pathname}` }];
});

const PATHS: ReadonlyMap<string, string> = new Map(
  MOCKED_PROVIDERS.map(({ provider, path }) => [provider.llmType, path]),
);

/** Where a provider's mock values work on the server of this origin; undefined where it has no mock of it. */
export function mockBaseUrl(origin: string, llmType: string): string | undefined {
  const path = PATHS.get(llmType);
  return path === undefined ? undefined : origin + path;
}

function dialectOf({
  llmType,
  openAiCompatible,
}: Provider): Pick<MockedProvider, 'speaks' | 'dialect'> | null {
  if (llmType === 'anthropic') return { speaks: 'anthropic', dialect: ANTHROPIC_DIALECT };
  if (llmType === 'google') return { speaks: 'google', dialect: GOOGLE_DIALECT };
  return openAiCompatible ? { speaks: 'openai', dialect: OPENAI_DIALECT } : null;
}
