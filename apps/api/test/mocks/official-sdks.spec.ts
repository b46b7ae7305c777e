import { mockOf } from '../harness/mock.js';
import { installOfficialSdks, runSdkScript } from '../harness/official-sdks.js';
import { startWorkspace } from '../harness/workspace.js';

// biome-ignore lint/suspicious/noExplicitAny: what the SDKs answer, of the versions that are installed for the test.
type Results = Record<string, any>;

const workspace = await startWorkspace();
const { server } = workspace;
const QUESTION = 'What is the weather in Paris?';
const WEATHER = { city: expect.stringMatching(/./), unit: expect.stringMatching(/^(celsius|fahrenheit)$/) };
const MOCK = /^This is a mock answer from IBYOK/;

beforeAll(installOfficialSdks, 300_000);

describe("Anthropic's own SDK", () => {
  let sdk: Results;

  beforeAll(async () => {
    const mock = await mockOf(workspace, 'anthropic');
    expect(mock.baseUrl).toBe(`${server.origin}/mock/anthropic`);
    sdk = await runSdkScript<Results>('anthropic.mjs', mock);
  });

  test('a message, the same for the same request', () => {
    expect(sdk.message).toMatchObject({
      type: 'message',
      role: 'assistant',
      stop_reason: 'end_turn',
      content: [{ type: 'text', text: expect.stringContaining(QUESTION) }],
      usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number) },
    });
    expect(sdk.again).toEqual(sdk.message);
    expect(sdk.short).toMatchObject({ stop_reason: 'max_tokens' });
    expect(sdk.stop).toMatchObject({ stop_reason: 'stop_sequence', stop_sequence: 'IBYOK' });
    expect(sdk.image.content[0].text).toMatch(/1 image/);
  });

  test('a stream of its own events', () => {
    expect([...new Set(sdk.events)]).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(sdk.stream).toMatchObject({ text: sdk.message.content[0].text, stop_reason: 'end_turn' });
    expect(sdk.stream.usage.output_tokens).toBe(sdk.message.usage.output_tokens);
  });

  test('tools and structured output', () => {
    const call = { type: 'tool_use', name: 'get_weather', input: { ...WEATHER, days: expect.any(Number) } };
    expect(sdk.toolCall).toMatchObject({ stop_reason: 'tool_use', content: [call] });
    expect(sdk.toolStream).toMatchObject([call]);
    expect(sdk.namedTool.content[0].name).toBe('delete_account');
    expect(sdk.noTool.content[0].type).toBe('text');
    expect(sdk.afterTool.content[0].text).toMatch(MOCK);
    expect(sdk.structured).toMatchObject(WEATHER);
  });

  test('counts and models', () => {
    expect(sdk.count.input_tokens).toBeGreaterThan(10);
    expect(sdk.models).toEqual(expect.arrayContaining(['claude-sonnet-4-5', 'mock-529']));
    expect(sdk.model).toMatchObject({ type: 'model', id: 'claude-sonnet-4-5' });
  });

  test.each([
    ['fault401', { error: 'AuthenticationError', status: 401, type: 'authentication_error' }],
    ['fault429', { error: 'RateLimitError', status: 429, type: 'rate_limit_error' }],
    ['fault500', { error: 'InternalServerError', status: 500, type: 'api_error' }],
    ['faultOfCount', { status: 529, type: 'overloaded_error' }],
    ['fault529', { status: 529, type: 'overloaded_error' }],
    ['timeout', { error: 'APIConnectionTimeoutError' }],
    ['noMaxTokens', { error: 'BadRequestError', status: 400, type: 'invalid_request_error' }],
    ['noMessages', { error: 'BadRequestError', status: 400 }],
    ['liveKey', { error: 'AuthenticationError', status: 401 }],
  ])('%s', (scenario, expected) => {
    expect(sdk[scenario]).toMatchObject(expected);
    expect(JSON.stringify(sdk[scenario])).not.toContain('live-looking');
  });

  test('a stream that is cut, and arguments that are no JSON', () => {
    expect(sdk.cut.types).toContain('message_start');
    expect(sdk.cut.types).not.toContain('message_stop');
    expect(() => JSON.parse(sdk.invalidJson)).toThrow(SyntaxError);
  });
});

describe("Google's own SDK", () => {
  let sdk: Results;

  beforeAll(async () => {
    const mock = await mockOf(workspace, 'google');
    expect(mock.baseUrl).toBe(`${server.origin}/mock/google`);
    sdk = await runSdkScript<Results>('google.mjs', mock);
  });

  test('content, the same for the same request', () => {
    expect(sdk.content.text).toContain(QUESTION);
    expect(sdk.content.candidates[0].finishReason).toBe('STOP');
    expect(sdk.content.usageMetadata).toMatchObject({ totalTokenCount: expect.any(Number) });
    expect(sdk.again.text).toBe(sdk.content.text);
    expect(sdk.short.candidates[0].finishReason).toBe('MAX_TOKENS');
    expect(sdk.stop.text).toBe('This is a mock answer from ');
    expect(sdk.image.text).toMatch(/1 image/);
  });

  test('a stream of the same', () => {
    expect(sdk.stream).toMatchObject({ text: sdk.content.text, end: 'STOP' });
    expect(sdk.stream.chunks).toBeGreaterThan(5);
  });

  test('tools and structured output', () => {
    const call = { name: 'get_weather', args: { ...WEATHER, days: expect.any(Number) } };
    expect(sdk.toolCall).toMatchObject([call]);
    expect(sdk.toolStream).toMatchObject([call]);
    expect(sdk.namedTool).toMatchObject([{ name: 'delete_account', args: { city: expect.any(String) } }]);
    expect(sdk.afterTool.text).toMatch(MOCK);
    expect(sdk.structured).toMatchObject({ city: expect.any(String), unit: WEATHER.unit });
    expect(sdk.structuredByJsonSchema).toMatchObject(WEATHER);
  });

  test('counts, vectors and models', () => {
    expect(sdk.count.totalTokens).toBeGreaterThan(3);
    expect(sdk.embeddings).toEqual([3072, 3072]);
    expect(sdk.embedding).toEqual([64]);
    expect(sdk.models).toEqual(expect.arrayContaining(['models/gemini-2.5-flash', 'models/mock-429']));
    expect(sdk.model.name).toBe('models/gemini-2.5-flash');
  });

  test.each([
    ['fault401', 401],
    ['fault429', 429],
    ['faultOfEmbeddings', 500],
    ['faultOfCount', 503],
    ['fault500', 500],
    ['noContents', 400],
    ['liveKey', 401],
  ])('%s', (scenario, status) => {
    expect(sdk[scenario]).toMatchObject({ error: 'ApiError', status });
    expect(JSON.stringify(sdk[scenario])).not.toContain('Live-looking');
  });

  test('a stream that is cut, and a call that is malformed', () => {
    expect(sdk.cut.texts.length).toBeGreaterThan(1);
    expect(sdk.cut.texts.join('')).not.toBe(sdk.content.text);
    expect(sdk.malformedCall.candidates[0].finishReason).toBe('MALFORMED_FUNCTION_CALL');
  });
});

describe("the Vercel AI SDK's providers", () => {
  let sdk: Results;

  beforeAll(async () => {
    const mocks: Record<string, object> = {};
    for (const llmType of ['openai', 'anthropic', 'google', 'groq'])
      mocks[llmType] = await mockOf(workspace, llmType);
    sdk = await runSdkScript<Results>('vercel.mjs', { value: JSON.stringify(mocks) });
  });

  test.each(['openai', 'openaiChat', 'anthropic', 'google', 'groq'])('%s', (model) => {
    const { text, usage } = sdk[`${model} text`];
    expect(text).toContain(QUESTION);
    expect(usage.totalTokens).toBeGreaterThan(10);
    expect(sdk[`${model} stream`]).toMatchObject({ text, finishReason: 'stop' });
    expect(sdk[`${model} object`]).toMatchObject(WEATHER);
    expect(sdk[`${model} tools`]).toMatchObject({ text: expect.stringMatching(MOCK), called: [WEATHER] });
    expect(sdk[`${model} fault`]).toMatchObject({ status: 429, retryable: true });
  });

  test('a vector', () => {
    expect(sdk.embedding).toBe(1536);
  });
});
