import type { ProviderCheck } from '../provider-check.js';

const bearer = (url: string, source: string): ProviderCheck => ({
  url,
  header: 'authorization',
  prefix: 'Bearer ',
  source,
});

/**
 * By `llmType`. Only calls that need a key: the list of models of OpenRouter, DeepInfra, Hugging Face and others is
 * open to everybody, so it would take any text for a good key. Read in November 2026.
 */
export const PROVIDER_CHECKS: ReadonlyMap<string, ProviderCheck> = new Map<string, ProviderCheck>([
  [
    'openai',
    bearer('https://api.openai.com/v1/models', 'https://platform.openai.com/docs/api-reference/models/list'),
  ],
  [
    'anthropic',
    {
      url: 'https://api.anthropic.com/v1/models?limit=1',
      header: 'x-api-key',
      prefix: '',
      headers: { 'anthropic-version': '2023-06-01' },
      source: 'https://docs.anthropic.com/en/api/models-list',
    },
  ],
  [
    'google',
    {
      url: 'https://generativelanguage.googleapis.com/v1beta/models?pageSize=1',
      header: 'x-goog-api-key',
      prefix: '',
      // 400 is also the answer to places that Google does not serve.
      refusal: { status: 400, words: 'API_KEY_INVALID' },
      source: 'https://ai.google.dev/api/models',
    },
  ],
  ['mistral', bearer('https://api.mistral.ai/v1/models', 'https://docs.mistral.ai/api/endpoint/models')],
  [
    'cohere',
    bearer('https://api.cohere.com/v1/models?page_size=1', 'https://docs.cohere.com/reference/list-models'),
  ],
  [
    'xai',
    {
      ...bearer('https://api.x.ai/v1/models', 'https://docs.x.ai/docs/key-information/debugging'),
      refusal: { status: 400, words: 'Incorrect API key' },
    },
  ],
  ['deepseek', bearer('https://api.deepseek.com/models', 'https://api-docs.deepseek.com/api/list-models')],
  [
    'moonshot',
    bearer('https://api.moonshot.ai/v1/models', 'https://platform.moonshot.ai/docs/api/list-models'),
  ],
  [
    'groq',
    bearer(
      'https://api.groq.com/openai/v1/models',
      'https://console.groq.com/docs/api-reference#models-list',
    ),
  ],
  ['together', bearer('https://api.together.ai/v1/whoami', 'https://docs.together.ai/reference/whoami')],
  [
    'cerebras',
    bearer('https://api.cerebras.ai/v1/models', 'https://inference-docs.cerebras.ai/api-reference/models'),
  ],
  [
    'replicate',
    bearer('https://api.replicate.com/v1/account', 'https://replicate.com/docs/reference/http#account.get'),
  ],
  [
    'openrouter',
    bearer(
      'https://openrouter.ai/api/v1/key',
      'https://openrouter.ai/docs/api/api-reference/api-keys/get-current-api-key',
    ),
  ],
  [
    'vercel-ai-gateway',
    bearer(
      'https://ai-gateway.vercel.sh/v1/credits',
      'https://vercel.com/docs/ai-gateway/authentication-and-byok',
    ),
  ],
  ['huggingface', bearer('https://huggingface.co/api/whoami-v2', 'https://huggingface.co/docs/hub/api')],
  [
    'elevenlabs',
    {
      url: 'https://api.elevenlabs.io/v1/user',
      header: 'xi-api-key',
      prefix: '',
      // 401 is also the answer to a good key that may not read the account.
      refusal: { status: 401, words: 'invalid_api_key' },
      source: 'https://help.elevenlabs.io/hc/en-us/articles/19572237925521',
    },
  ],
  [
    'deepgram',
    {
      url: 'https://api.deepgram.com/v1/projects',
      header: 'authorization',
      prefix: 'Token ',
      source: 'https://developers.deepgram.com/reference/manage/projects/list',
    },
  ],
  [
    'stability',
    bearer('https://api.stability.ai/v1/user/balance', 'https://platform.stability.ai/docs/api-reference'),
  ],
]);
