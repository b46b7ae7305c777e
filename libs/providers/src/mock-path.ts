import { PROVIDERS } from './catalogue.js';

/** Those that do not speak as OpenAI does, and have a mock of their own. */
const OWN_MOCKS: ReadonlySet<string> = new Set(['anthropic', 'google']);

/** Made once: every fetch of a mock asks for one. */
const PATHS: ReadonlyMap<string, string> = new Map(
  PROVIDERS.flatMap(({ llmType, baseUrl, openAiCompatible }) =>
    baseUrl !== null && (openAiCompatible || OWN_MOCKS.has(llmType))
      ? [[llmType, `/mock/${llmType}${baseUrl.replace(/^https:\/\/[^/]+/, '')}`]]
      : [],
  ),
);

/**
 * Where an IBYOK server answers as this provider does, for mock values: `/mock/openai/v1`. It is what the provider's
 * own base address has as its path, under `/mock` and the provider's `llmType`. Null where there is no mock of it.
 */
export function mockPathOf(llmType: string): string | null {
  return PATHS.get(llmType) ?? null;
}
