import { CLOUDS_AND_GATEWAYS } from './catalogue/clouds-and-gateways.js';
import { MODEL_HOSTS } from './catalogue/model-hosts.js';
import { MODEL_MAKERS } from './catalogue/model-makers.js';
import { SPEECH_IMAGE_SEARCH } from './catalogue/speech-image-search.js';
import type { Provider } from './provider.js';

/** Every provider known by name, and `custom`, last, for all others. */
export const PROVIDERS: readonly Provider[] = [
  ...MODEL_MAKERS,
  ...CLOUDS_AND_GATEWAYS,
  ...MODEL_HOSTS,
  ...SPEECH_IMAGE_SEARCH,
].map((entry) => ({ ...entry, mockPrefix: entry.mockPrefix ?? `${entry.keyPrefix}mock-` }));

const BY_LLM_TYPE: ReadonlyMap<string, Provider> = new Map(
  PROVIDERS.map((provider) => [provider.llmType, provider]),
);

/** The provider of this exact `llmType`, or null. */
export function providerOf(llmType: string): Provider | null {
  return BY_LLM_TYPE.get(llmType) ?? null;
}
