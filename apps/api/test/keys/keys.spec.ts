import type { Key, Page } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const { owner, app } = await startWorkspace();
const { api } = owner;
const UNKNOWN = 'key_0000000000000000000000';

test('creates a key, whose answer is its metadata', async () => {
  const body = { name: 'OpenAI Production', llmType: 'openai', value: 'sk-proj-abcdefghijklmnop4f2a' };
  const answer = await api.post<Key>('/api/keys', body);
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^key_/),
    slug: 'openai-production',
    name: 'OpenAI Production',
    llmType: 'openai',
    last4: '4f2a',
    version: 1,
    overrides: { development: 'inherit', staging: 'inherit', production: 'inherit' },
    createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
    lastUsedAt: null,
    expiresAt: null,
    rotateEveryDays: null,
    rotationDueAt: null,
    lastCheck: null,
  });
  expect((await api.get(`/api/keys/${answer.body.id}`)).body).toEqual(answer.body);
});

test.each([
  ['a value that is missing', { value: undefined }, 'value'],
  ['an empty value', { value: '' }, 'value'],
  ['a blank value', { value: ' \n' }, 'value'],
  ['a name that is empty', { name: '' }, 'name'],
  ['a name of 101 characters', { name: 'n'.repeat(101) }, 'name'],
  ['a name with a line break', { name: 'one\ntwo' }, 'name'],
  ['a provider that is unknown', { llmType: 'open-ai' }, 'llmType'],
])('refuses %s and names the field', async (_, changes, field) => {
  const answer = await api.post('/api/keys', { name: 'N', llmType: 'openai', value: 'v', ...changes });
  const problem = expectProblem(answer, 400, 'validation_failed');
  expect(problem.errors).toEqual([{ field, message: expect.any(String) }]);
});

test.each([
  ['openai', 'sk-proj-abcdefgh-1234', '1234'],
  ['custom', 'ends-with-an-emoji-🔑🔑', 'ji-🔑🔑'.slice(-6)],
  ['custom', 'short', ''],
])('shows the last four characters of a %s key, and none of a short one', async (llmType, value, last4) => {
  expect((await createKey(api, { llmType, value })).last4).toBe(last4);
});

test('refuses a name that another key has', async () => {
  const { name } = await createKey(api);
  const answer = await api.post('/api/keys', { name, llmType: 'openai', value: 'sk-other-value' });
  const problem = expectProblem(answer, 409, 'name_taken');
  expect(problem.errors).toEqual([{ field: 'name', message: expect.any(String) }]);
  const another = await createKey(api);
  expectProblem(await api.patch(`/api/keys/${another.id}`, { name }), 409, 'name_taken');
});

test('renames, and keeps id, slug and value', async () => {
  const key = await createKey(api, { name: 'Before' });
  const { status, body } = await api.patch<Key>(`/api/keys/${key.id}`, { name: 'After' });
  expect(status).toBe(200);
  const { value, ...metadata } = key;
  expect(body).toEqual({ ...metadata, name: 'After' });
  const fetched = await fetchValue(app, key.slug, 'production');
  expect(fetched.body).toMatchObject({ keyId: key.id, name: 'After', value });
});

test('a change without a field changes nothing', async () => {
  const { value, ...key } = await createKey(api);
  expect((await api.patch(`/api/keys/${key.id}`, {})).body).toEqual(key);
});

test('lists newest first, each key once, across pages', async () => {
  for (let index = 0; index < 5; index += 1) await createKey(api);
  const whole = (await api.get<Page<Key>>('/api/keys?limit=100')).body;
  expect(whole.nextCursor).toBeNull();
  expect(whole.items.length).toBeGreaterThan(5);
  const times = whole.items.map(({ createdAt }) => createdAt);
  expect(times).toEqual([...times].sort().reverse());

  const paged: Key[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const { body } = await api.get<Page<Key>>(`/api/keys?limit=2${query}`);
    expect(body.items.length).toBeLessThanOrEqual(2);
    paged.push(...body.items);
    cursor = body.nextCursor;
    // A key that arrives between two pages neither repeats nor hides another.
    if (paged.length === 2) await createKey(api);
  }
  expect(paged).toEqual(whole.items);
});

test('knows when a key was last fetched', async () => {
  const key = await createKey(api);
  await fetchValue(app, key.id);
  const { body } = await api.get<Key>(`/api/keys/${key.id}`);
  expect(Date.parse(body.lastUsedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(key.createdAt));
  const { items } = (await api.get<Page<Key>>('/api/keys?limit=100')).body;
  expect(items.find(({ id }) => id === key.id)).toEqual(body);
});

test('deletes a key with its value, and frees its name and slug', async () => {
  const key = await createKey(api);
  expect((await api.delete(`/api/keys/${key.id}`)).status).toBe(204);
  expectProblem(await api.get(`/api/keys/${key.id}`), 404, 'key_not_found');
  expectProblem(await fetchValue(app, key.id, 'production'), 404, 'key_not_found');
  expectProblem(await fetchValue(app, key.slug, 'production'), 404, 'key_not_found');
  expectProblem(await api.delete(`/api/keys/${key.id}`), 404, 'key_not_found');
  const again = await createKey(api, { name: key.name, slug: key.slug });
  expect(again.id).not.toBe(key.id);
});

test.each<[string, string, string, unknown]>([
  ['read', 'GET', '', undefined],
  ['rename', 'PATCH', '', { name: 'X' }],
  ['delete', 'DELETE', '', undefined],
  ['override', 'PATCH', '/overrides', { development: 'live' }],
  ['rotate', 'POST', '/versions', { value: 'sk-new-value' }],
  ['history', 'GET', '/versions', undefined],
  ['restore', 'POST', '/versions/1/restore', {}],
])('answers 404 without the id: %s', async (_, method, path, body) => {
  for (const id of [UNKNOWN, 'key_x', '-', "'--", 'a%2Fb']) {
    const answer = await api.request(method, `/api/keys/${id}${path}`, { body });
    expectProblem(answer, 404, 'key_not_found');
    expect(answer.text).not.toContain(UNKNOWN);
  }
});
