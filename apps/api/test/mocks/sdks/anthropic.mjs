import Anthropic from '@anthropic-ai/sdk';
import { apiKey, baseURL, collect, PIXEL, report, weatherSchema } from './scenario.mjs';

const anthropic = new Anthropic({ apiKey, baseURL, maxRetries: 0 });
const model = 'claude-sonnet-4-5';
const max_tokens = 1024;
const messages = [{ role: 'user', content: 'What is the weather in Paris?' }];
const tools = [
  { name: 'delete_account', description: 'Deletes it', input_schema: weatherSchema },
  { name: 'get_weather', description: 'Weather of a city', input_schema: weatherSchema },
];
const asked = { model, max_tokens, messages };
const fault = (word) => ({ headers: { 'x-ibyok-mock-fault': word } });

await report({
  message: () => anthropic.messages.create(asked),
  again: () => anthropic.messages.create(asked),
  short: () => anthropic.messages.create({ ...asked, max_tokens: 4 }),
  stop: () => anthropic.messages.create({ ...asked, stop_sequences: ['IBYOK'] }),
  events: async () =>
    (await collect(await anthropic.messages.create({ ...asked, stream: true }))).map(({ type }) => type),
  stream: async () => {
    const stream = anthropic.messages.stream({ ...asked, system: 'Be brief' });
    const message = await stream.finalMessage();
    return { text: await stream.finalText(), usage: message.usage, stop_reason: message.stop_reason };
  },
  toolCall: () => anthropic.messages.create({ ...asked, tools }),
  toolStream: async () => (await anthropic.messages.stream({ ...asked, tools }).finalMessage()).content,
  namedTool: () =>
    anthropic.messages.create({ ...asked, tools, tool_choice: { type: 'tool', name: 'delete_account' } }),
  noTool: () => anthropic.messages.create({ ...asked, tools, tool_choice: { type: 'none' } }),
  afterTool: () =>
    anthropic.messages.create({
      ...asked,
      tools,
      messages: [
        ...messages,
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: {} }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'sunny' }] },
      ],
    }),
  structured: async () => {
    const format = { type: 'json_schema', schema: weatherSchema };
    const message = await anthropic.messages.create({ ...asked, output_config: { format } });
    return JSON.parse(message.content[0].text);
  },
  image: () =>
    anthropic.messages.create({
      ...asked,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: PIXEL } },
            { type: 'text', text: 'What is this?' },
          ],
        },
      ],
    }),
  count: () => anthropic.messages.countTokens({ model, messages, tools }),
  models: async () => (await collect(anthropic.models.list())).map(({ id }) => id),
  model: () => anthropic.models.retrieve(model),
  fault401: () => anthropic.messages.create(asked, fault('401')),
  fault429: () => anthropic.messages.create(asked, fault('429')),
  fault500: () => anthropic.messages.create(asked, fault('500')),
  faultOfCount: () => anthropic.messages.countTokens({ model, messages }, fault('529')),
  fault529: () => anthropic.messages.create({ ...asked, model: 'claude-mock-529' }),
  timeout: () => anthropic.messages.create(asked, { ...fault('slow-3000'), timeout: 200 }),
  cut: async () => {
    const types = [];
    try {
      for await (const { type } of await anthropic.messages.create(
        { ...asked, stream: true },
        fault('cut'),
      )) {
        types.push(type);
      }
      return { types, error: null };
    } catch (error) {
      return { types, error: error.constructor.name };
    }
  },
  invalidJson: async () => {
    const stream = await anthropic.messages.create({ ...asked, tools, stream: true }, fault('invalid-json'));
    return (await collect(stream)).map(({ delta }) => delta?.partial_json ?? '').join('');
  },
  noMaxTokens: () => anthropic.messages.create({ model, messages }),
  noMessages: () => anthropic.messages.create({ ...asked, messages: [] }),
  liveKey: () =>
    new Anthropic({ apiKey: 'sk-ant-api03-live-looking-value', baseURL, maxRetries: 0 }).messages.create(
      asked,
    ),
});
