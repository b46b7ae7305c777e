import { PROVIDERS } from '@ibyok/providers';
import { installOfficialSdks, runSdkScript } from '../harness/official-sdks.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

// biome-ignore lint/suspicious/noExplicitAny: what OpenAI's SDK answers, of the version that is installed for the test.
type Results = Record<string, any>;

const { server, owner, app } = await startWorkspace();
const key = await createKey(owner.api, { llmType: 'openai' });
const { baseUrl, value } = (await fetchValue(app, key.id, 'development')).body;
let sdk: Results;

const WEATHER = { city: expect.stringMatching(/./), unit: expect.stringMatching(/^(celsius|fahrenheit)$/) };

beforeAll(async () => {
  await installOfficialSdks();
  sdk = await runSdkScript<Results>('openai.mjs', { baseUrl, value });
}, 300_000);

test('a mock value comes with the address it works at', () => {
  expect(baseUrl).toBe(`${server.origin}/mock/openai/v1`);
});

describe('chat completions, by the official SDK', () => {
  test('says that it is a mock, repeats the question, counts tokens', () => {
    expect(sdk.chat).toMatchObject({
      id: expect.stringMatching(/^chatcmpl-mock-[0-9a-f]{24}$/),
      object: 'chat.completion',
      model: 'gpt-5-mini',
      choices: [
        {
          index: 0,
          finish_reason: 'stop',
          message: { role: 'assistant', content: expect.stringContaining('What is the weather in Paris?') },
        },
      ],
    });
    const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = sdk.chat.usage;
    expect(input).toBeGreaterThan(3);
    expect(output).toBeGreaterThan(10);
    expect(total).toBe(input + output);
  });

  test('answers the same request the same, and another one otherwise', () => {
    expect(sdk.again).toEqual(sdk.chat);
    expect(sdk.other.id).not.toBe(sdk.chat.id);
    expect(sdk.other.choices[0].message.content).not.toBe(sdk.chat.choices[0].message.content);
  });

  test('streams the same text, its end and its usage', () => {
    expect(sdk.chatStream.text).toBe(sdk.chat.choices[0].message.content);
    expect(sdk.chatStream.chunks).toBeGreaterThan(8);
    expect(sdk.chatStream.ends).toEqual(['stop']);
    expect(sdk.chatStream.usage).toEqual(sdk.chat.usage);
  });

  test('ends at the limit of tokens and at a stop sequence', () => {
    expect(sdk.short.choices[0].finish_reason).toBe('length');
    expect(sdk.short.usage.completion_tokens).toBeLessThanOrEqual(5);
    expect(sdk.stop.choices[0].message.content).toBe('This is a mock answer from ');
    expect(sdk.choices.choices).toHaveLength(3);
  });

  test('calls the tool that the question is about, with arguments that satisfy its schema', () => {
    const [call] = sdk.toolCall.choices[0].message.tool_calls;
    expect(sdk.toolCall.choices[0].finish_reason).toBe('tool_calls');
    expect(call.function.name).toBe('get_weather');
    expect(JSON.parse(call.function.arguments)).toEqual({ ...WEATHER, days: expect.any(Number) });
    expect(sdk.toolStream[0].function.name).toBe('get_weather');
    expect(JSON.parse(sdk.toolStream[0].function.arguments)).toMatchObject(WEATHER);
    expect(JSON.parse(sdk.emptyTool.choices[0].message.tool_calls[0].function.arguments)).toEqual(
      expect.any(Object),
    );
    expect(sdk.customTool.choices[0].finish_reason).toBe('stop');
    expect(sdk.noTool.choices[0].message).not.toHaveProperty('tool_calls');
    expect(sdk.namedTool.choices[0].message.tool_calls[0].function.name).toBe('delete_account');
  });

  test('ends a loop of tools in words', () => {
    expect(sdk.toolLoop.calls).toEqual([expect.objectContaining(WEATHER)]);
    expect(sdk.toolLoop.text).toMatch(/mock answer/);
  });

  test('answers in the shape that is asked for', () => {
    expect(sdk.parsed).toEqual({
      name: expect.any(String),
      date: expect.any(String),
      people: expect.any(Array),
    });
    expect(JSON.parse(sdk.json.choices[0].message.content)).toMatchObject({ mock: true });
  });

  test('sees a picture', () => {
    expect(sdk.image.choices[0].message.content).toMatch(/1 image/);
    expect(sdk.image.usage.prompt_tokens).toBeGreaterThan(85);
  });
});

describe('responses, by the official SDK', () => {
  test('answers, streams and stops', () => {
    expect(sdk.response).toMatchObject({
      object: 'response',
      status: 'completed',
      output: [{ type: 'message' }],
    });
    expect(sdk.responseText).toContain('What is the weather in Paris?');
    expect(sdk.responseStream.types).toEqual([
      'response.created',
      'response.in_progress',
      'response.output_item.added',
      'response.content_part.added',
      'response.output_text.delta',
      'response.output_text.done',
      'response.content_part.done',
      'response.output_item.done',
      'response.completed',
    ]);
    const { numbers, text, final } = sdk.responseStream;
    expect(numbers).toEqual(numbers.map((_: number, index: number) => index));
    expect(final.output[0].content[0].text).toBe(text);
    expect(sdk.responseShort).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
    });
  });

  test('calls tools, and answers in words and in shape', () => {
    const call = { type: 'function_call', name: 'get_weather' };
    expect(sdk.responseTool.output).toMatchObject([call]);
    expect(sdk.responseToolStream).toMatchObject([call]);
    expect(JSON.parse(sdk.responseToolStream[0].arguments)).toMatchObject(WEATHER);
    expect(sdk.responseAfterTool).toMatch(/mock answer/);
    expect(sdk.responseParsed).toMatchObject({ name: expect.any(String) });
  });
});

test('embeddings are vectors of length one, in the same direction for like texts', () => {
  const { dimensions, norm, near, far, usage } = sdk.embeddings;
  expect(dimensions).toBe(1536);
  expect(norm).toBeCloseTo(1, 4);
  expect(near).toBeGreaterThan(far);
  expect(usage.prompt_tokens).toBeGreaterThan(3);
  expect(sdk.embeddingsOfSize).toBe(64);
});

test('lists models and shows one', () => {
  expect(sdk.models).toEqual(expect.arrayContaining(['gpt-5', 'mock-429', 'mock-invalid-json']));
  expect(sdk.model).toMatchObject({ id: 'gpt-5', object: 'model' });
});

describe('what is wrong, as the official SDK understands it', () => {
  test.each([
    ['fault401', { error: 'AuthenticationError', status: 401, code: 'invalid_api_key' }],
    ['fault429', { error: 'RateLimitError', status: 429, code: 'rate_limit_exceeded' }],
    ['fault500', { error: 'InternalServerError', status: 500 }],
    ['faultOfEmbeddings', { error: 'InternalServerError', status: 500 }],
    ['faultOfModels', { error: 'RateLimitError', status: 429 }],
    ['fault529', { error: 'InternalServerError', status: 529 }],
    ['timeout', { error: 'APIConnectionTimeoutError' }],
    ['unknownFault', { error: 'BadRequestError', status: 400 }],
    ['noMessages', { error: 'BadRequestError', status: 400, type: 'invalid_request_error' }],
    ['noModel', { error: 'BadRequestError', status: 400 }],
    ['unknownPath', { error: 'NotFoundError', status: 404 }],
    ['liveKey', { error: 'AuthenticationError', status: 401, code: 'invalid_api_key' }],
  ])('%s', (scenario, expected) => {
    expect(sdk[scenario]).toMatchObject(expected);
  });

  test('a slow first byte comes, a cut stream breaks off in the middle, arguments are no JSON', () => {
    expect(sdk.slow).toBe('chat.completion');
    expect(sdk.cutStream.chunks).toBeGreaterThan(2);
    expect(sdk.cutStream.error).not.toBeNull();
    expect(sdk.cut).toHaveProperty('error');
    expect(() => JSON.parse(sdk.invalidJson)).toThrow(SyntaxError);
  });

  test('a value that looks live is repeated nowhere', () => {
    expect(JSON.stringify(sdk.liveKey)).not.toContain('live-looking');
    expect(server.process.stdout + server.process.stderr).not.toContain('live-looking');
  });
});

describe('providers that speak as OpenAI does, by the official SDK at the base address that a fetch names', () => {
  const compatible = PROVIDERS.filter(({ openAiCompatible }) => openAiCompatible);
  let answers: Results;

  beforeAll(async () => {
    const mocks: Results = {};
    for (const { llmType } of compatible) {
      const { id } = await createKey(owner.api, { llmType, value: `value-of-${llmType}` });
      const { body } = await fetchValue(app, id, 'development');
      mocks[llmType] = { value: body.value, baseUrl: body.baseUrl };
    }
    answers = await runSdkScript<Results>('compatible.mjs', { value: JSON.stringify(mocks) });
  });

  test.each(compatible.map(({ llmType }) => llmType))('%s', (llmType) => {
    const { text, streamed, called } = answers[llmType];
    expect(text).toContain('What is the weather in Paris?');
    expect(streamed).toBe(text);
    expect(called).toBe('get_weather');
  });

  test('a tool has to be called by Mistral’s own word, which is nobody else’s', () => {
    expect(answers['any of mistral']).toBe('tool_calls');
    expect(answers['any of xai']).toMatchObject({ error: 'BadRequestError', status: 400 });
  });
});
