import { type Mock, mockOf } from '../harness/mock.js';
import { startWorkspace } from '../harness/workspace.js';

const workspace = await startWorkspace();
const { server, owner } = workspace;
const mocks = new Map<string, Mock>();

beforeAll(async () => {
  for (const llmType of ['openai', 'anthropic', 'google'])
    mocks.set(llmType, await mockOf(workspace, llmType));
});

interface Asked {
  readonly status: number;
  readonly text: string;
}

/** Asks a mock; a text is sent as it is. */
async function ask(llmType: string, path: string, body: object | string): Promise<Asked> {
  const { value, baseUrl } = mocks.get(llmType) ?? { value: '', baseUrl: '' };
  const named = { openai: 'authorization', anthropic: 'x-api-key', google: 'x-goog-api-key' }[llmType] ?? '';
  const answer = await fetch(baseUrl + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [named]: llmType === 'openai' ? `Bearer ${value}` : value,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}

const messages = [{ role: 'user', content: 'Hello' }];
const chat = (rest: object): Promise<Asked> =>
  ask('openai', '/chat/completions', { model: 'x', messages, ...rest });
const shaped = (schema: object, rest: object = {}): Promise<Asked> =>
  chat({ response_format: { type: 'json_schema', json_schema: { name: 'x', schema } }, ...rest });
const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const text = (characters: number): object => ({
  type: 'object',
  properties: { a: { type: 'string', minLength: characters, maxLength: characters } },
  required: ['a'],
});

afterEach(async () => {
  expect(server.process.hasEnded).toBe(false);
  expect((await owner.api.get('/api/session')).status).toBe(200);
});

test('what nests too deep is refused, also while another schema is looked at', async () => {
  const deep = (levels: number): string =>
    `{"model":"x","messages":[{"role":"user","content":"x"}],"response_format":{"type":"json_schema",` +
    `"json_schema":{"name":"x","schema":${nested(levels)}}}}`;
  const slow = shaped({
    type: 'object',
    properties: { a: { type: 'string', pattern: '^(a+)+$', minLength: 40 } },
  });
  const answers = await Promise.all([
    slow,
    ask('openai', '/chat/completions', deep(100)),
    ask('openai', '/chat/completions', deep(10_000)),
    ask('openai', '/chat/completions', deep(1_000_000)),
    ask('anthropic', '/v1/messages', nested(500_000)),
    ask('google', '/v1beta/models/x:generateContent', '['.repeat(1_000_000)),
  ]);
  expect(answers.slice(1).map(({ status }) => status)).toEqual([200, 400, 400, 400, 400]);
});

test('values without end are refused before they are read', async () => {
  const answer = await ask('openai', '/embeddings', `{"model":"x","input":[${'[],'.repeat(1_000_000)}[]]}`);
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('values') });
});

test('a name that is repeated in every piece of an answer has a length', async () => {
  const long = '-mock-'.repeat(100_000);
  const tool = { name: long, parameters: { type: 'object' } };
  const tools = [{ type: 'function', function: tool }];
  for (const answer of [
    await chat({ model: long, stream: true }),
    await chat({ tools, stream: true }),
    await ask('anthropic', '/v1/messages', { model: long, max_tokens: 9, messages }),
    await ask('openai', '/responses', { model: 'x', input: 'x', tools: [{ type: 'function', ...tool }] }),
  ]) {
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('256 characters') });
    expect(answer.text).not.toContain('-mock-');
  }
});

test('tools and choices have a number', async () => {
  const tool = (index: number): object => ({ name: `tool_${index}`, parameters: { type: 'object' } });
  const many = Array.from({ length: 20_000 }, (_, index) => tool(index));
  const functions = many.map((one) => ({ type: 'function', function: one }));
  const choice = { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: functions } };
  const declared = { contents: [{ parts: [{ text: 'x' }] }], tools: [{ functionDeclarations: many }] };
  expect((await chat({ tools: functions, tool_choice: choice })).status).toBe(400);
  expect((await chat({ tools: functions.slice(0, 100), tool_choice: choice })).status).toBe(200);
  expect((await ask('google', '/v1beta/models/x:generateContent', declared)).status).toBe(400);
  expect((await chat({ stop: Array.from({ length: 10_000 }, String) })).status).toBe(400);
  const choices = await chat({ n: 1_000 });
  expect(JSON.parse(choices.text).choices).toHaveLength(128);
});

test('what is made for a schema has a size, and so have many choices of it', async () => {
  expect((await shaped(text(60_000))).status).toBe(200);
  expect((await shaped(text(70_000))).status).toBe(400);
  expect((await shaped(text(20_000_000))).status).toBe(400);
  const tools = [{ type: 'function', function: { name: 'write', parameters: text(60_000) } }];
  expect((await chat({ tools, stream: true })).status).toBe(200);
  for (const stream of [true, false]) {
    expect(await chat({ tools, stream, n: 128 })).toMatchObject({
      status: 400,
      text: expect.stringMatching(/"param":"n"/),
    });
  }
});

test('thousands of vectors are answered, and others meanwhile', async () => {
  const input = Array.from({ length: 2_048 }, (_, index) => `text ${index} ${'word '.repeat(50)}`);
  let others = 0;
  let done = false;
  const vectors = ask('openai', '/embeddings', { model: 'x', input, dimensions: 256 }).finally(() => {
    done = true;
  });
  while (!done) {
    expect((await owner.api.get('/api/session')).status).toBe(200);
    others += 1;
  }
  const { status, text: json } = await vectors;
  expect(status).toBe(200);
  expect(JSON.parse(json).data).toHaveLength(2_048);
  expect(others).toBeGreaterThan(3);
  const tooMuch = Array.from({ length: 100 }, () => 'word '.repeat(10_000));
  expect((await ask('openai', '/embeddings', { model: 'x', input: tooMuch })).status).toBe(400);
});

test('names that every object has are names', async () => {
  const properties = {
    ['__proto__']: { type: 'string' },
    constructor: { type: 'string' },
    toString: { type: 'integer' },
  };
  const schema = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"type":"object","properties":{"polluted":{"type":"string"}},"required":["polluted"]},"constructor":{"type":"object","properties":{"prototype":{"type":"object","properties":{"polluted":{"const":1}}}}}},"required":["constructor"]}',
  );
  const before = await shaped({ type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'] });
  await shaped(schema);
  await chat({ tools: [{ type: 'function', function: { name: '__proto__', parameters: { properties } } }] });
  const after = await shaped({ type: 'object', properties: { a: { type: 'boolean' } }, required: ['a'] });
  expect(after).toEqual(before);
  expect(after.text).not.toContain('polluted');
});
