import { PROVIDERS } from './catalogue.js';
import { mockPathOf } from './mock-path.js';

test.each([
  ['openai', '/mock/openai/v1'],
  ['anthropic', '/mock/anthropic'],
  ['google', '/mock/google'],
  ['groq', '/mock/groq/openai/v1'],
  ['deepseek', '/mock/deepseek'],
  ['perplexity', '/mock/perplexity'],
  ['mistral', '/mock/mistral/v1'],
  ['xai', '/mock/xai/v1'],
  ['together', '/mock/together/v1'],
  ['fireworks', '/mock/fireworks/inference/v1'],
  ['openrouter', '/mock/openrouter/api/v1'],
  ['cerebras', '/mock/cerebras/v1'],
  ['custom', null],
  ['replicate', null],
  ['cohere', null],
  ['azure-openai', null],
  ['nobody', null],
])('the mock of %s is at %s', (llmType, path) => {
  expect(mockPathOf(llmType)).toBe(path);
});

test('every provider that speaks as OpenAI does has one, and no two share it', () => {
  const mocked = PROVIDERS.filter(({ llmType }) => mockPathOf(llmType) !== null);
  for (const { openAiCompatible, llmType } of PROVIDERS) {
    if (openAiCompatible) expect([llmType, mockPathOf(llmType)]).not.toEqual([llmType, null]);
  }
  expect(new Set(mocked.map(({ llmType }) => mockPathOf(llmType))).size).toBe(mocked.length);
});
