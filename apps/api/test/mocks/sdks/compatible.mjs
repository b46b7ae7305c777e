import OpenAI from 'openai';
import { collect, report, weatherSchema } from './scenario.mjs';

/** What fetches of keys answered, of each provider that speaks as OpenAI does. */
const mocks = JSON.parse(process.env.MOCK_VALUE);
const model = 'a-model';
const messages = [{ role: 'user', content: 'What is the weather in Paris?' }];
const tools = [{ type: 'function', function: { name: 'get_weather', parameters: weatherSchema } }];

const scenarios = Object.entries(mocks).map(([llmType, { value, baseUrl }]) => [
  llmType,
  async () => {
    const client = new OpenAI({ apiKey: value, baseURL: baseUrl, maxRetries: 0 });
    const { choices } = await client.chat.completions.create({ model, messages });
    const chunks = await collect(await client.chat.completions.create({ model, messages, stream: true }));
    const called = await client.chat.completions.create({ model, messages, tools, tool_choice: 'required' });
    return {
      text: choices[0].message.content,
      streamed: chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join(''),
      called: called.choices[0].message.tool_calls[0].function.name,
    };
  },
]);
const any = (llmType) => async () => {
  const { value: apiKey, baseUrl: baseURL } = mocks[llmType];
  const client = new OpenAI({ apiKey, baseURL, maxRetries: 0 });
  const { choices } = await client.chat.completions.create({ model, messages, tools, tool_choice: 'any' });
  return choices[0].finish_reason;
};
scenarios.push(['any of mistral', any('mistral')], ['any of xai', any('xai')]);

await report(Object.fromEntries(scenarios));
