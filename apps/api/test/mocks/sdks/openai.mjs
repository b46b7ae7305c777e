import OpenAI from 'openai';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import { apiKey, baseURL, collect, PIXEL, report, weatherSchema } from './scenario.mjs';

const openai = new OpenAI({ apiKey, baseURL, maxRetries: 0 });
const model = 'gpt-5-mini';
const messages = [{ role: 'user', content: 'What is the weather in Paris?' }];
const tools = [
  {
    type: 'function',
    function: { name: 'delete_account', description: 'Deletes it', parameters: weatherSchema },
  },
  { type: 'function', function: { name: 'get_weather', parameters: weatherSchema, strict: true } },
];
const responseTools = tools.map(({ type, function: one }) => ({ type, ...one }));
const Event = z.object({ name: z.string(), date: z.string(), people: z.array(z.string()) });
const fault = (word) => ({ headers: { 'x-ibyok-mock-fault': word } });

async function chatStream() {
  const chunks = await collect(
    await openai.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    }),
  );
  return {
    text: chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join(''),
    ends: chunks.flatMap(({ choices }) => choices.map((choice) => choice.finish_reason)).filter(Boolean),
    usage: chunks.at(-1).usage,
    chunks: chunks.length,
  };
}

await report({
  chat: () => openai.chat.completions.create({ model, messages }),
  again: () => openai.chat.completions.create({ model, messages }),
  other: () =>
    openai.chat.completions.create({ model, messages: [{ role: 'user', content: 'Something else' }] }),
  choices: () => openai.chat.completions.create({ model, messages, n: 3 }),
  short: () => openai.chat.completions.create({ model, messages, max_completion_tokens: 5 }),
  stop: () => openai.chat.completions.create({ model, messages, stop: ['nothing', 'IBYOK'] }),
  json: () => openai.chat.completions.create({ model, messages, response_format: { type: 'json_object' } }),
  chatStream,
  toolCall: () => openai.chat.completions.create({ model, messages, tools }),
  emptyTool: () =>
    openai.chat.completions.create({
      model,
      messages,
      tools: [{ type: 'function', function: { name: 'now', parameters: {} } }],
    }),
  customTool: () =>
    openai.chat.completions.create({
      model,
      messages,
      tools: [{ type: 'custom', custom: { name: 'code' } }],
    }),
  noTool: () => openai.chat.completions.create({ model, messages, tools, tool_choice: 'none' }),
  namedTool: () =>
    openai.chat.completions.create({
      model,
      messages,
      tools,
      tool_choice: { type: 'function', function: { name: 'delete_account' } },
    }),
  toolStream: async () => {
    const stream = openai.chat.completions.stream({ model, messages, tools });
    return (await stream.finalChatCompletion()).choices[0].message.tool_calls;
  },
  toolLoop: async () => {
    const calls = [];
    const run = openai.chat.completions.runTools({
      model,
      messages,
      tools: [
        {
          type: 'function',
          function: {
            name: 'get_weather',
            parameters: weatherSchema,
            parse: JSON.parse,
            function: (input) => {
              calls.push(input);
              return 'sunny';
            },
          },
        },
      ],
    });
    return { text: await run.finalContent(), calls };
  },
  parsed: async () => {
    const format = zodResponseFormat(Event, 'event');
    const { choices } = await openai.chat.completions.parse({ model, messages, response_format: format });
    return choices[0].message.parsed;
  },
  image: () =>
    openai.chat.completions.create({
      model,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image_url', image_url: { url: `data:image/png;base64,${PIXEL}` } },
          ],
        },
      ],
    }),
  response: () => openai.responses.create({ model, input: 'Tell me a story', instructions: 'Be brief' }),
  responseText: async () => (await openai.responses.create({ model, input: messages })).output_text,
  responseStream: async () => {
    const events = await collect(await openai.responses.create({ model, input: 'Hello', stream: true }));
    return {
      types: [...new Set(events.map(({ type }) => type))],
      numbers: events.map((event) => event.sequence_number),
      text: events.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join(''),
      final: events.at(-1).response,
    };
  },
  responseTool: () => openai.responses.create({ model, input: messages, tools: responseTools }),
  responseToolStream: async () => {
    const stream = openai.responses.stream({ model, input: messages, tools: responseTools });
    return (await stream.finalResponse()).output;
  },
  responseParsed: async () => {
    const text = { format: zodTextFormat(Event, 'event') };
    return (await openai.responses.parse({ model, input: 'An event', text })).output_parsed;
  },
  responseAfterTool: async () => {
    const output = { type: 'function_call_output', call_id: 'call_1', output: 'sunny' };
    const call = { type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '{}' };
    const input = [...messages, call, output];
    return (await openai.responses.create({ model, input, tools: responseTools })).output_text;
  },
  responseShort: () => openai.responses.create({ model, input: 'Hello', max_output_tokens: 3 }),
  embeddings: async () => {
    const input = ['the cat sat on the mat', 'a cat sat on a mat', 'quarterly earnings fell'];
    const { data, usage } = await openai.embeddings.create({ model: 'text-embedding-3-small', input });
    const [one, near, far] = data.map(({ embedding }) => embedding);
    const dot = (a, b) => a.reduce((sum, value, index) => sum + value * b[index], 0);
    return { dimensions: one.length, norm: dot(one, one), near: dot(one, near), far: dot(one, far), usage };
  },
  embeddingsOfSize: async () => {
    const asked = { model: 'text-embedding-3-large', input: 'x', encoding_format: 'float', dimensions: 64 };
    return (await openai.embeddings.create(asked)).data[0].embedding.length;
  },
  models: async () => (await collect(openai.models.list())).map(({ id }) => id),
  model: () => openai.models.retrieve('gpt-5'),
  fault401: () => openai.chat.completions.create({ model, messages }, fault('401')),
  fault429: () => openai.chat.completions.create({ model, messages }, fault('429')),
  fault500: () => openai.chat.completions.create({ model: 'mock-500', messages }),
  faultOfEmbeddings: () => openai.embeddings.create({ model: 'mock-500', input: 'x' }),
  faultOfModels: () => openai.models.retrieve('gpt-5', fault('429')),
  fault529: () => openai.responses.create({ model: 'gpt-5-mock-529', input: 'Hello' }),
  timeout: () => openai.chat.completions.create({ model, messages }, { ...fault('slow-3000'), timeout: 200 }),
  slow: async () => (await openai.chat.completions.create({ model, messages }, fault('slow-50'))).object,
  cutStream: async () => {
    const stream = await openai.chat.completions.create({ model, messages, stream: true }, fault('cut'));
    const chunks = [];
    try {
      for await (const chunk of stream) chunks.push(chunk);
      return { chunks: chunks.length, error: null };
    } catch (error) {
      return { chunks: chunks.length, error: error.constructor.name };
    }
  },
  cut: () => openai.chat.completions.create({ model, messages }, fault('cut')),
  invalidJson: async () => {
    const { choices } = await openai.chat.completions.create(
      { model, messages, tools },
      fault('invalid-json'),
    );
    return choices[0].message.tool_calls[0].function.arguments;
  },
  unknownFault: () => openai.chat.completions.create({ model, messages }, fault('418')),
  noMessages: () => openai.chat.completions.create({ model, messages: [] }),
  noModel: () => openai.chat.completions.create({ messages }),
  unknownPath: () => openai.post('/nothing/here', { body: {} }),
  liveKey: () =>
    new OpenAI({ apiKey: 'sk-proj-live-looking-value', baseURL, maxRetries: 0 }).chat.completions.create({
      model,
      messages,
    }),
});
