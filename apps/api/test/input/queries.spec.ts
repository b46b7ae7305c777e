import { expectProblem } from '../harness/problem.js';
import { createKey, startWorkspace, unique } from '../harness/workspace.js';

const { owner, app } = await startWorkspace();
const { api } = owner;
const key = await createKey(api);
for (let index = 0; index < 3; index += 1) await createKey(api);
const MARKER = unique('marker-');

interface List {
  readonly path: string;
  readonly client: typeof api;
}

const LISTS: readonly List[] = [
  { path: '/api/keys', client: api },
  { path: '/api/keys/ID/versions', client: api },
  { path: '/api/tokens', client: api },
  { path: '/api/audit', client: api },
  { path: '/api/usage', client: api },
  { path: '/api/providers', client: api },
  { path: '/external/keys', client: app },
  { path: '/external/usage', client: app },
];

const SINGLE: readonly List[] = [
  { path: '/api/session', client: api },
  { path: '/api/setup', client: api },
  { path: '/api/guardrails', client: api },
  { path: '/api/settings/environments', client: api },
  { path: '/api/keys/ID', client: api },
  { path: '/external/keys/ID/value', client: app },
  { path: '/external/keys/ID/mode', client: app },
];

const asText = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(LISTS)('the list $path', ({ path: template, client }) => {
  const path = template.replace('ID', key.id);

  test('takes limits from 1 to 100', async () => {
    for (const limit of [1, 100]) expect((await client.get(`${path}?limit=${limit}`)).status).toBe(200);
  });

  test.each(['0', '101', '-1', '', '1.5', '1e1', '0x10', '%201', '١', 'all', '9'.repeat(30), 'NaN'])(
    'refuses limit=%s',
    async (limit) => {
      const problem = expectProblem(await client.get(`${path}?limit=${limit}`), 400, 'validation_failed');
      expect(problem.errors?.map(({ field }) => field)).toEqual(['limit']);
    },
  );

  test.each([
    ['an empty one', ''],
    ['junk', MARKER],
    ['JSON of another shape', asText({ a: MARKER })],
    ['a list of numbers', asText([1, 2, 3])],
    ['too many parts', asText(['1', '2', '3', '4'])],
    ['SQL', asText([`'; SELECT 1 --`, "x' OR true"])],
    ['a time that is none', asText(['2026-99-99T99:99:99.999Z', key.id])],
    ['a number too large', asText(['9'.repeat(101)])],
    ['NUL', asText(['\0', '\0'])],
    ['one too long', 'x'.repeat(2_000)],
  ])('refuses a cursor that is broken: %s', async (_, cursor) => {
    const answer = await client.get(`${path}?cursor=${cursor}`);
    expectProblem(answer, 400);
    expect(answer.text).not.toContain(MARKER);
  });
});

describe.each([...LISTS, ...SINGLE])('$path', ({ path: template, client }) => {
  const path = template.replace('ID', key.id);

  test.each([
    `unknown=${MARKER}`,
    `${MARKER}=1`,
    '__proto__=1',
    '__proto__[admin]=1',
    'constructor=1',
    'limit[]=1',
    'limit[$gt]=1',
    'env[]=production',
    'env[a]=production',
    'env=prod&env=dev',
    'limit=1&limit=2',
    'cursor=a&cursor=b',
    'LIMIT=1',
    'Env=prod',
    'tenantId=ten_other',
    '%00=1',
  ])('refuses ?%s', async (query) => {
    const answer = await client.get(`${path}?${query}`);
    expectProblem(answer, 400);
    expect(answer.text).not.toContain(MARKER);
  });
});

test('a change takes no query', async () => {
  const query = `?${MARKER}=1`;
  expectProblem(await api.patch(`/api/keys/${key.id}${query}`, { name: 'X' }), 400);
  expectProblem(await api.post(`/api/keys${query}`, { name: 'X', llmType: 'openai', value: 'v' }), 400);
  expectProblem(await api.delete(`/api/keys/${key.id}${query}`), 400);
  expect((await api.get<{ name: string }>(`/api/keys/${key.id}`)).body.name).toBe(key.name);
});
