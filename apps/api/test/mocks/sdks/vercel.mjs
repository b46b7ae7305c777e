import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { embed, generateObject, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { report, weatherSchema } from './scenario.mjs';

/** What fetches of four keys answered. */
const { openai, anthropic, google, groq } = JSON.parse(process.env.MOCK_VALUE);
const settingsOf = ({ value, baseUrl }, path = '') => ({ apiKey: value, baseURL: baseUrl + path });

const models = {
  openai: createOpenAI(settingsOf(openai))('gpt-5-mini'),
  openaiChat: createOpenAI(settingsOf(openai)).chat('gpt-5-mini'),
  anthropic: createAnthropic(settingsOf(anthropic, '/v1'))('claude-sonnet-4-5'),
  google: createGoogleGenerativeAI(settingsOf(google, '/v1beta'))('gemini-2.5-flash'),
  groq: createOpenAICompatible({ name: 'groq', ...settingsOf(groq), supportsStructuredOutputs: true })(
    'llama-3.3-70b',
  ),
};
const prompt = 'What is the weather in Paris?';
const weather = tool({
  description: 'Weather of a city',
  inputSchema: jsonSchema(weatherSchema),
  execute: async () => 'sunny',
});

const scenarios = Object.entries(models).flatMap(([name, model]) => {
  const asked = { model, prompt, maxRetries: 0 };
  return [
    [
      `${name} text`,
      async () => {
        const { text, usage, finishReason } = await generateText(asked);
        return { text, usage, finishReason };
      },
    ],
    [
      `${name} stream`,
      async () => {
        const stream = streamText(asked);
        let text = '';
        for await (const part of stream.textStream) text += part;
        return { text, finishReason: await stream.finishReason, usage: await stream.usage };
      },
    ],
    [
      `${name} object`,
      async () => (await generateObject({ ...asked, schema: jsonSchema(weatherSchema) })).object,
    ],
    [
      `${name} tools`,
      async () => {
        const result = await generateText({ ...asked, tools: { weather }, stopWhen: stepCountIs(4) });
        return {
          text: result.text,
          called: result.steps.flatMap(({ toolCalls }) => toolCalls.map((call) => call.input)),
        };
      },
    ],
    [`${name} fault`, () => generateText({ ...asked, headers: { 'x-ibyok-mock-fault': '429' } })],
  ];
});
scenarios.push([
  'embedding',
  async () => {
    const model = createOpenAI(settingsOf(openai)).embedding('text-embedding-3-small');
    return (await embed({ model, value: 'hello' })).embedding.length;
  },
]);

await report(Object.fromEntries(scenarios));
