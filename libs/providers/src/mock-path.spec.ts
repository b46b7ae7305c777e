import { PROVIDERS } from './catalogue.js';
import { mockPathOf } from './mock-path.js';

test.each([
  ['openai', '/mock/openai/v1'],
  ['anthropic', '/mock/anthropic'],
  ['google', '/mock/google'],
  ['groq', '/mock/groq/openai/v1'],
  ['deepseek', '/mock/deepseek'],
  ['custom', null],
  ['replicate', null],
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
