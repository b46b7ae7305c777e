import { readFileSync } from 'node:fs';
import { mockOf } from '../harness/mock.js';
import { rawRequest } from '../harness/raw-request.js';
import { newFile } from '../harness/run.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const NOTED = newFile('');
const PRELOAD = new URL('../harness/note-routes.mjs', import.meta.url).href;
const workspace = await startWorkspace({
  env: { NODE_OPTIONS: `--import=${PRELOAD}`, NOTED_ROUTES: NOTED },
});
const { server, owner, app } = workspace;
const LIVE = 'sk-ant-api03-a-value-that-looks-live';
const addresses = [...new Set(readFileSync(NOTED, 'utf8').split('\n'))]
  .filter((line) => /^(GET|POST|DELETE) \/mock\//.test(line))
  .map((line) => line.replaceAll(/:\w+|\*/g, 'x').split(' ') as [string, string]);

/** A request with a value in every place that a provider looks for it. */
function request(method: string, path: string, value: string | null): Promise<Response> {
  const credentials: Record<string, string> =
    value === null ? {} : { authorization: `Bearer ${value}`, 'x-api-key': value, 'x-goog-api-key': value };
  return fetch(server.origin + path, {
    method,
    headers: { 'content-type': 'application/json', ...credentials },
    ...(method === 'GET' ? {} : { body: '{}' }),
  });
}

/** The value that a fetch answers for a key of this provider. */
async function mockValueOf(llmType: string): Promise<string> {
  return (await mockOf(workspace, llmType)).value;
}

test('there are mocks of the three kinds, and of many that speak as OpenAI does', () => {
  const providers = new Set(addresses.map(([, path]) => path.split('/')[2]));
  expect([...providers]).toEqual(
    expect.arrayContaining([
      'openai',
      'anthropic',
      'google',
      'groq',
      'deepseek',
      'mistral',
      'xai',
      'perplexity',
    ]),
  );
  expect(providers.size).toBeGreaterThan(20);
});

test('no address of a mock answers without a mock value, and none repeats what it refuses', async () => {
  for (const [method, path] of addresses) {
    for (const value of [null, LIVE, 'ibyok_0000000000000000000000000000003oRsjv']) {
      const answer = await request(method, path, value);
      const text = await answer.text();
      expect([method, path, answer.status]).toEqual([method, path, 401]);
      expect(text).not.toContain(LIVE);
    }
  }
  expect(server.process.stdout + server.process.stderr).not.toContain(LIVE);
});

test("one provider's mock value is nothing to another's mock", async () => {
  const value = await mockValueOf('openai');
  expect((await request('GET', '/mock/openai/v1/models', value)).status).toBe(200);
  expect((await request('GET', '/mock/anthropic/v1/models', value)).status).toBe(401);
  expect((await request('GET', '/mock/groq/openai/v1/models', value)).status).toBe(401);
  // Whose own begin as this one does.
  expect((await request('GET', '/mock/deepseek/models', value)).status).toBe(401);
});

const ENDS = [
  ['openai', '/mock/openai/v1', '/chat/completions', ['authorization', 'Bearer MOCK']],
  ['anthropic', '/mock/anthropic', '/v1/messages', ['x-api-key', 'MOCK']],
  ['google', '/mock/google', '/v1beta/models/x:generateContent', ['x-goog-api-key', 'MOCK']],
] as const;

/** Where a live value may come beside a mock one. */
const BESIDE: readonly (readonly [string, readonly string[], string])[] = [
  ['Authorization', ['authorization', `Bearer ${LIVE}`], ''],
  ['a lower-case scheme', ['AUTHORIZATION', `bearer ${LIVE}`], ''],
  ['another scheme', ['authorization', `Token ${LIVE}`], ''],
  ['x-api-key', ['X-API-Key', LIVE], ''],
  ['api-key', ['api-key', LIVE], ''],
  ['x-goog-api-key', ['x-goog-api-key', LIVE], ''],
  ['?key=', [], `?key=${LIVE}`],
  ['?KEY=', [], `?KEY=${LIVE}`],
  ['?key= twice', [], `?key=MOCK&key=${LIVE}`],
  ['?access_token=', [], `?access_token=${LIVE}`],
  ['?api_key=', [], `?api_key=${encodeURIComponent(LIVE)}`],
];

test.each(ENDS)(
  'a live value beside a mock one is refused by the mock of %s, wherever it stands',
  async (...end) => {
    const [llmType, base, path, own] = end;
    const mock = await mockValueOf(llmType);
    const withMock = (text: string): string => text.replaceAll('MOCK', mock);
    const mine = own.map(withMock);
    const body = JSON.stringify({
      model: 'x',
      max_tokens: 9,
      messages: [{ role: 'user', content: 'x' }],
      contents: [{ parts: [{ text: 'x' }] }],
    });
    const ask = (headers: readonly string[], query = '') => {
      const all = ['content-type', 'application/json', ...headers];
      return rawRequest(server.origin, 'POST', withMock(base + path + query), all, body);
    };
    expect((await ask(mine)).status).toBe(200);
    for (const [place, headers, query] of BESIDE) {
      for (const sent of [
        [...mine, ...headers],
        [...headers, ...mine],
      ]) {
        const answer = await ask(sent, query);
        expect([place, answer.status]).toEqual([place, 401]);
        expect(answer.text).not.toContain(LIVE);
      }
    }
    expect(server.process.stdout + server.process.stderr).not.toContain(LIVE);
  },
);

test.each(ENDS)(
  'odd addresses and methods at the mock of %s lead to nothing but refusals',
  async (...end) => {
    const [llmType, base, path, own] = end;
    const mock = await mockValueOf(llmType);
    const session = owner.api.cookieHeader;
    const live = own.map((text) => text.replace('MOCK', LIVE));
    const mocked = own.map((text) => text.replace('MOCK', mock));
    for (const spelling of [
      `${base}/../../api/keys`,
      `${base}/..%2f..%2fapi/keys`,
      `${base}/%2e%2e/%2e%2e/external/keys`,
      `${base}/nothing/here`,
      `${base}//v1`,
      `${base}${path}/`,
      `${base}/__proto__`,
    ]) {
      for (const method of ['GET', 'POST', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'HEAD']) {
        const json = ['content-type', 'application/json', 'cookie', session];
        const refused = await rawRequest(server.origin, method, spelling, [...live, ...json]);
        expect([method, spelling, refused.status]).toEqual([method, spelling, 401]);
        expect(refused.text).not.toContain(LIVE);
        const lost = await rawRequest(server.origin, method, spelling, [...mocked, ...json]);
        expect([method, spelling, [404, 405].includes(lost.status)]).toEqual([method, spelling, true]);
        expect(String(lost.headers.get('content-type'))).not.toMatch(/problem|html/);
      }
    }
    expect(server.process.stdout + server.process.stderr).not.toContain(LIVE);
  },
);

test('what a mock repeats is JSON, and its headers let no browser of another site read it', async () => {
  const value = await mockValueOf('openai');
  const answer = await fetch(`${server.origin}/mock/openai/v1/models`, {
    headers: { authorization: `Bearer ${value}`, origin: 'https://elsewhere.example' },
  });
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('every mock whose address a fetch names answers there', async () => {
  const providers = (
    await owner.api.get<{ readonly items: readonly { llmType: string }[] }>('/api/providers')
  ).body.items;
  const bare = providers.map(({ llmType }) => llmType);
  let mocked = 0;
  for (const llmType of bare) {
    const key = await createKey(owner.api, { llmType, value: `value-of-${llmType}` });
    const { baseUrl, value } = (await fetchValue(app, key.id, 'development')).body;
    if (baseUrl === undefined) continue;
    mocked += 1;
    const versioned = { anthropic: '/v1', google: '/v1beta' }[llmType] ?? '';
    const answer = await request('GET', `${new URL(baseUrl).pathname}${versioned}/models`, value);
    expect([llmType, answer.status]).toEqual([llmType, 200]);
  }
  expect(mocked).toBe(new Set(addresses.map(([, path]) => path.split('/')[2])).size);
});

test('a large picture is taken, a body without end is not', async () => {
  const value = await mockValueOf('openai');
  const send = (body: string): Promise<Response> =>
    fetch(`${server.origin}/mock/openai/v1/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${value}` },
      body,
    });
  const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(5_000_000)}` } };
  const body = JSON.stringify({ model: 'x', messages: [{ role: 'user', content: [picture] }] });
  expect((await send(body)).status).toBe(200);
  const tooLarge = await send(' '.repeat(21 * 1024 * 1024)).catch(() => null);
  expect(tooLarge?.status ?? 413).toBe(413);
  expect((await send(body)).status).toBe(200);
  expect((await send('{"model":')).status).toBe(400);
});

test.each<[string, object]>([
  [
    'a pattern that never ends',
    { type: 'string', pattern: '^(a+)+$', minLength: 40, maxLength: 41, format: 'uri' },
  ],
  ['more than fits', { type: 'array', items: { type: 'string' }, minItems: 1e9 }],
])('a schema with %s is refused, and the next one answered', async (_, schema) => {
  const value = await mockValueOf('openai');
  const ask = (wanted: object): Promise<Response> =>
    fetch(`${server.origin}/mock/openai/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${value}` },
      body: JSON.stringify({
        model: 'x',
        input: 'x',
        text: { format: { type: 'json_schema', name: 'x', schema: wanted } },
      }),
    });
  const [hard, easy, fetched] = await Promise.all([
    ask({ type: 'object', properties: { x: schema }, required: ['x'] }),
    ask({ type: 'object', properties: { x: { type: 'string' } }, required: ['x'] }),
    owner.api.get('/api/session'),
  ]);
  expect([hard.status, easy.status, fetched.status]).toEqual([400, 200, 200]);
});
