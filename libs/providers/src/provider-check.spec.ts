import { PROVIDER_CHECKS } from './catalogue/provider-checks.js';
import { PROVIDERS, providerOf } from './catalogue.js';
import { PROVIDER_CHECK_HOSTS, providerCheckOf } from './provider-check.js';

const checks = [...PROVIDER_CHECKS].map(([llmType, check]) => ({ llmType, ...check }));

const hostOf = (url: string): string => /^https:\/\/([^/]+)/.exec(url)?.[1] ?? '';

describe('providerCheckOf', () => {
  it('knows the providers that most keys are of, and none for a key of whoever', () => {
    for (const llmType of ['openai', 'anthropic', 'google', 'groq', 'mistral', 'openrouter']) {
      expect(providerCheckOf(llmType)?.url).toMatch(/^https:/);
    }
    expect(providerCheckOf('custom')).toBeNull();
    expect(providerCheckOf('constructor')).toBeNull();
  });
});

describe.each(checks)('the check of $llmType', ({ llmType, url, header, headers = {}, source }) => {
  it('is of a provider of the catalogue', () => expect(providerOf(llmType)).not.toBeNull());

  it('goes by TLS to a host on the list, and to no special port', () => {
    expect(url).toMatch(/^https:\/\/[a-z0-9.-]+\/[\w./-]+(?:\?[\w=]+)?$/);
    expect(PROVIDER_CHECK_HOSTS).toContain(hostOf(url));
  });

  it('goes to the company that the key is for', () => {
    const company = (address: string): string => hostOf(address).split('.').slice(-2).join('.');
    expect(company(url)).toBe(company(providerOf(llmType)?.baseUrl ?? ''));
  });

  it('carries the key in a header of its own', () => {
    expect(header).toMatch(/^[a-z-]+$/);
    expect(Object.keys(headers)).not.toContain(header);
  });

  it('names the page that describes it', () => expect(source).toMatch(/^https:\/\//));
});

test('no host is on the list that no check needs', () => {
  const needed = new Set(checks.map(({ url }) => hostOf(url)));
  expect([...PROVIDER_CHECK_HOSTS].filter((host) => !needed.has(host))).toEqual([]);
  expect(PROVIDERS.length).toBeGreaterThan(checks.length);
});
