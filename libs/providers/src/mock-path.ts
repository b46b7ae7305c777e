import { providerOf } from './catalogue.js';

/** Those that do not speak as OpenAI does, and have a mock of their own. */
const OWN_MOCKS: ReadonlySet<string> = new Set(['anthropic', 'google']);

/**
 * Where an IBYOK server answers as this provider does, for mock values: `/mock/openai/v1`. It is what the provider's
 * own base address has as its path, under `/mock` and the provider's `llmType`. Null where there is no mock of it.
 */
export function mockPathOf(llmType: string): string | null {
  const provider = providerOf(llmType);
  if (!provider?.baseUrl || !(provider.openAiCompatible || OWN_MOCKS.has(llmType))) return null;
  return `/mock/${llmType}${provider.baseUrl.replace(/^https:\/\/[^/]+/, '')}`;
}
