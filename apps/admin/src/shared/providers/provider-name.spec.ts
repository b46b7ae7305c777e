import { providerName, suggestName } from './provider-name.js';

describe('providerName', () => {
  it('knows the catalogue and leaves what is not in it', () => {
    expect(providerName('openai')).toBe('OpenAI');
    expect(providerName('not-in-the-catalogue')).toBe('not-in-the-catalogue');
  });
});

describe('suggestName', () => {
  it('is the name of the provider', () => {
    expect(suggestName('openai', ['Claude'])).toBe('OpenAI');
  });

  it('numbers the second and the third, whatever the case of the first', () => {
    expect(suggestName('openai', ['openai'])).toBe('OpenAI 2');
    expect(suggestName('openai', ['OpenAI', 'OpenAI 2'])).toBe('OpenAI 3');
  });
});
