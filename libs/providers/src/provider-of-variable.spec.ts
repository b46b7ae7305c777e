import { PROVIDERS } from './catalogue.js';
import { providerOfVariable } from './provider-of-variable.js';

const read = (variable: string) => {
  const reading = providerOfVariable(variable);
  return reading && [reading.provider.llmType, ...reading.qualifier];
};

describe('providerOfVariable', () => {
  it('knows every variable of the catalogue', () => {
    for (const { llmType, envVar } of PROVIDERS) if (envVar !== '') expect(read(envVar)).toEqual([llmType]);
  });

  it.each([
    ['OPENAI_KEY', 'openai'],
    ['openai_api_key', 'openai'],
    ['OPENAI_APIKEY', 'openai'],
    ['CLAUDE_API_KEY', 'anthropic'],
    ['ANTHROPIC_AUTH_TOKEN', 'anthropic'],
    ['COHERE_API_KEY', 'cohere'],
    ['GOOGLE_API_KEY', 'google'],
    ['GOOGLE_GENERATIVE_AI_API_KEY', 'google'],
    ['HUGGINGFACEHUB_API_TOKEN', 'huggingface'],
    ['AZURE_OPENAI_KEY', 'azure-openai'],
  ])('knows %s, which is written otherwise than in the catalogue', (variable, llmType) => {
    expect(read(variable)).toEqual([llmType]);
  });

  it.each([
    ['BILLING_OPENAI_API_KEY', 'openai', 'BILLING'],
    ['OPENAI_API_KEY_STAGING', 'openai', 'STAGING'],
    ['VITE_OPENAI_API_KEY_2', 'openai', 'VITE', '2'],
    ['my.anthropic-api-key', 'anthropic', 'MY'],
    ['EU_AZURE_OPENAI_API_KEY', 'azure-openai', 'EU'],
  ])('finds the provider within %s, and what else it says', (variable, ...reading) => {
    expect(read(variable)).toEqual(reading);
  });

  it.each([
    '',
    '_',
    'DATABASE_URL',
    'STRIPE_SECRET_KEY',
    'OPENAI_BASE_URL',
    'OPENAI_MODEL',
    'OPENAI_ORG_ID',
    'OPENAI_MAX_TOKENS',
    'MOONSHOT_TOKEN_LIMIT',
    'OPENAI_API_KEY_FILE',
    'OPENAI_WEBHOOK_SECRET',
    'GOOGLE_CLIENT_SECRET',
    'GOOGLE_MAPS_API_KEY',
    'AWS_SECRET_ACCESS_KEY',
    'CUSTOM_API_KEY',
    'ACME_CO_API_KEY',
    'XOPENAI_API_KEY',
    'API_KEY',
    '__proto__',
  ])('takes %p for nobody’s', (variable) => {
    expect(providerOfVariable(variable)).toBeNull();
  });

  it('takes a name of two providers for neither’s', () => {
    expect(providerOfVariable('OPENAI_API_KEY_OR_ANTHROPIC_API_KEY')).toBeNull();
  });
});
