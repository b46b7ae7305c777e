import { MODEL_HOSTS } from './catalogue/model-hosts.js';
import { MODEL_MAKERS } from './catalogue/model-makers.js';
import { PROVIDERS, providerOf } from './catalogue.js';
import { mockValue } from './mock-value.js';

const NAMED = PROVIDERS.filter(({ llmType }) => llmType !== 'custom');
const DIGITS = '0123456789ab';

describe('the catalogue', () => {
  it('knows at least 25 providers by name, and custom, last', () => {
    expect(NAMED.length).toBeGreaterThanOrEqual(25);
    expect(PROVIDERS.at(-1)?.llmType).toBe('custom');
  });

  it('gives each an llmType of its own, in lower-case words joined by hyphens', () => {
    expect(new Set(PROVIDERS.map(({ llmType }) => llmType)).size).toBe(PROVIDERS.length);
    for (const { llmType } of PROVIDERS) expect(llmType).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('gives each but custom an environment variable of its own', () => {
    expect(new Set(NAMED.map(({ envVar }) => envVar)).size).toBe(NAMED.length);
    for (const { envVar } of NAMED) expect(envVar).toMatch(/^[A-Z][A-Z0-9_]*$/);
    expect(providerOf('custom')?.envVar).toBe('');
  });

  it.each(PROVIDERS.map((provider) => [provider.llmType, provider] as const))(
    '%s is sound',
    (_, provider) => {
      const { baseUrl, docsUrl, keyPattern, keyPrefix, mockPrefix, sources } = provider;
      for (const url of [baseUrl, docsUrl, sources.key, sources.envVar, sources.baseUrl]) {
        if (url === null) continue;
        expect(url).toMatch(/^https:\/\/[a-z0-9.-]+(\/\S*[^\s/])?$/);
      }
      if (keyPattern !== null) {
        expect(keyPattern).toMatch(/^\^.*\$$/);
        expect(new RegExp(keyPattern).test(mockValue(provider.llmType, DIGITS))).toBe(false);
        expect(sources.key).not.toBeNull();
      }
      if (keyPrefix !== '') expect(sources.key).not.toBeNull();
      if (baseUrl !== null) expect(sources.baseUrl).not.toBeNull();
      expect(mockPrefix).toMatch(/mock-(openai-)?$/i);
    },
  );

  it('leaves the address open only where it is the customer’s', () => {
    const open = PROVIDERS.filter(({ baseUrl }) => baseUrl === null).map(({ llmType }) => llmType);
    expect(open.sort()).toEqual(['amazon-bedrock', 'azure-openai', 'custom']);
  });

  it('says of the makers and hosts of models which do not speak as OpenAI does at their address', () => {
    const own = [...MODEL_MAKERS, ...MODEL_HOSTS].filter(({ openAiCompatible }) => !openAiCompatible);
    expect(own.map(({ llmType }) => llmType)).toEqual(['anthropic', 'google', 'cohere', 'ai21', 'replicate']);
  });

  it('names no source for a variable only where nobody documents one', () => {
    const unsourced = NAMED.filter(({ sources }) => sources.envVar === null).map(({ llmType }) => llmType);
    expect(unsourced).toEqual(['stability']);
  });
});

describe('providerOf', () => {
  it('finds every provider by its llmType, exactly', () => {
    for (const provider of PROVIDERS) expect(providerOf(provider.llmType)).toBe(provider);
    for (const stranger of ['', 'OpenAI', ' openai', 'anyscale', '__proto__', 'constructor']) {
      expect(providerOf(stranger)).toBeNull();
    }
  });
});
