import type { Key, KeyVersion, Page } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { owner, app } = await startWorkspace();
const { api } = owner;

const liveValue = async (id: string): Promise<string> => (await fetchValue(app, id, 'production')).body.value;
const rotate = (id: string, value: string) => api.post<KeyVersion>(`/api/keys/${id}/versions`, { value });
const restore = (id: string, version: number | string) =>
  api.post<KeyVersion>(`/api/keys/${id}/versions/${version}/restore`);

test('rotation makes a new value count at once; id, slug and overrides stay', async () => {
  const { value, ...key } = await createKey(api);
  await api.patch(`/api/keys/${key.id}/overrides`, { staging: 'live' });
  const next = unique('sk-proj-');
  const answer = await rotate(key.id, next);
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    version: 2,
    createdAt: expect.stringMatching(/Z$/),
    createdBy: { id: owner.session.account.id, name: expect.any(String) },
  });
  expect(await liveValue(key.id)).toBe(next);
  expect((await api.get<Key>(`/api/keys/${key.id}`)).body).toEqual({
    ...key,
    version: 2,
    last4: next.slice(-4),
    overrides: { ...key.overrides, staging: 'live' },
    lastUsedAt: expect.any(String),
  });
});

test('a restore is a new version with the old value, and history keeps all', async () => {
  const key = await createKey(api);
  await rotate(key.id, unique('sk-proj-'));
  const answer = await restore(key.id, 1);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ version: 3, restoredFrom: 1 });
  expect(await liveValue(key.id)).toBe(key.value);
  expect((await api.get<Key>(`/api/keys/${key.id}`)).body).toMatchObject({ version: 3, last4: key.last4 });

  const { items } = (await api.get<Page<KeyVersion>>(`/api/keys/${key.id}/versions`)).body;
  expect(items.map(({ version, restoredFrom }) => ({ version, restoredFrom }))).toEqual([
    { version: 3, restoredFrom: 1 },
    { version: 2, restoredFrom: undefined },
    { version: 1, restoredFrom: undefined },
  ]);
});

test('history is paged', async () => {
  const { id } = await createKey(api);
  for (let index = 0; index < 4; index += 1) await rotate(id, unique('sk-'));
  const versions: number[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api.get<Page<KeyVersion>>(`/api/keys/${id}/versions?limit=2${query}`);
    versions.push(...body.items.map(({ version }) => version));
    cursor = body.nextCursor;
  } while (cursor !== null);
  expect(versions).toEqual([5, 4, 3, 2, 1]);
});

test('of many rotations at once each is one version, and the newest counts', async () => {
  const { id } = await createKey(api);
  const values = Array.from({ length: 10 }, () => unique('sk-'));
  const answers = await Promise.all(values.map((value) => rotate(id, value)));
  expect(answers.map(({ status }) => status)).toEqual(values.map(() => 201));
  const versions = answers.map(({ body }) => body.version);
  expect([...versions].sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(await liveValue(id)).toBe(values[versions.indexOf(11)]);
});

test.each(['0', '2', '99', '-1', '1.5', 'x', '1e3', '4294967297', '9'.repeat(30), '%00'])(
  'restoring version %s of one answers 404',
  async (version) => {
    const { id, value } = await createKey(api);
    expectProblem(await restore(id, version), 404, 'version_not_found');
    expect(await liveValue(id)).toBe(value);
  },
);

test('a refused rotation changes nothing', async () => {
  const { id, value } = await createKey(api);
  expectProblem(await rotate(id, ''), 400, 'validation_failed');
  expectProblem(await api.post(`/api/keys/${id}/versions`, { value, version: 7 }), 400, 'validation_failed');
  expect((await api.get<Key>(`/api/keys/${id}`)).body.version).toBe(1);
  expect(await liveValue(id)).toBe(value);
});
