import { recordsOf } from '../harness/audit.js';
import type { Key, KeyVersion, Page } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const DAY = 24 * 60 * 60 * 1000;
const { database, owner, app } = await startWorkspace();
const { api } = owner;

const pathOf = ({ id }: Pick<Key, 'id'>): string => `/api/keys/${id}`;
const shown = async (key: Pick<Key, 'id'>): Promise<Key> => (await api.get<Key>(pathOf(key))).body;

test('a key has no dates until people give it some, also when it is added', async () => {
  const plain = await createKey(api);
  expect(plain).toMatchObject({ expiresAt: null, rotateEveryDays: null, rotationDueAt: null });
  const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-') };
  const dates = { expiresAt: '2027-06-30T22:00:00+02:00', rotateEveryDays: 90 };
  const { body: dated } = await api.post<Key>('/api/keys', { ...body, ...dates });
  expect(dated).toMatchObject({ expiresAt: '2027-06-30T20:00:00.000Z', rotateEveryDays: 90 });
  expect(await shown(dated)).toEqual(dated);
  const [listed] = (await api.get<Page<Key>>('/api/keys?limit=1')).body.items;
  expect(listed).toEqual(dated);
});

test('rotation is due some days after the current version was stored', async () => {
  const key = await createKey(api);
  await api.patch(pathOf(key), { rotateEveryDays: 30 });
  await database.query(
    `UPDATE key_version SET created_at = created_at - interval '40 days' WHERE key_id = $1`,
    [key.id],
  );
  const { body } = await api.get<Page<KeyVersion>>(`${pathOf(key)}/versions`);
  const due = async (): Promise<number> => Date.parse((await shown(key)).rotationDueAt ?? '');
  expect(await due()).toBe(Date.parse(body.items[0]?.createdAt ?? '') + 30 * DAY);
  expect(await due()).toBeLessThan(Date.now());
  const rotated = await api.post<KeyVersion>(`${pathOf(key)}/versions`, { value: unique('sk-') });
  expect(await due()).toBe(Date.parse(rotated.body.createdAt) + 30 * DAY);
});

test('what is left out stays, and null clears', async () => {
  const key = await createKey(api);
  const change = async (dates: object): Promise<Key> => (await api.patch<Key>(pathOf(key), dates)).body;
  expect(await change({ expiresAt: '2027-01-31', rotateEveryDays: 1 })).toMatchObject({
    expiresAt: '2027-01-31T00:00:00.000Z',
    rotateEveryDays: 1,
  });
  expect(await change({ name: unique('Key ') })).toMatchObject({ rotateEveryDays: 1 });
  expect(await change({ rotateEveryDays: null })).toMatchObject({
    expiresAt: '2027-01-31T00:00:00.000Z',
    rotateEveryDays: null,
    rotationDueAt: null,
  });
  expect(await change({ expiresAt: null })).toMatchObject({ expiresAt: null });
});

test.each([
  [{ expiresAt: 'soon' }, 'expiresAt'],
  [{ expiresAt: '2027-02-30' }, 'expiresAt'],
  [{ expiresAt: 1_800_000_000 }, 'expiresAt'],
  [{ expiresAt: ['2027-01-31'] }, 'expiresAt'],
  [{ rotateEveryDays: 0 }, 'rotateEveryDays'],
  [{ rotateEveryDays: 731 }, 'rotateEveryDays'],
  [{ rotateEveryDays: 1.5 }, 'rotateEveryDays'],
  [{ rotateEveryDays: '30' }, 'rotateEveryDays'],
])('refuses %j and names the field', async (dates, field) => {
  const key = await createKey(api);
  const { errors } = expectProblem(await api.patch(pathOf(key), dates), 400, 'validation_failed');
  expect(errors?.map((error) => error.field)).toEqual([field]);
  const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-'), ...dates };
  expectProblem(await api.post('/api/keys', body), 400, 'validation_failed');
});

test('an expired key that is due for rotation is fetched as before', async () => {
  const key = await createKey(api);
  await api.patch(`${pathOf(key)}/overrides`, { development: 'live' });
  await api.patch(pathOf(key), { expiresAt: '2020-01-01', rotateEveryDays: 1 });
  await database.query(
    `UPDATE key_version SET created_at = created_at - interval '1 year' WHERE key_id = $1`,
    [key.id],
  );
  const { status, body } = await fetchValue(app, key.id, 'development');
  expect({ status, value: body.value }).toEqual({ status: 200, value: key.value });
});

test('a new value has an expiry of its own: the old one’s goes, and the record says so', async () => {
  const key = await createKey(api);
  await api.patch(pathOf(key), { expiresAt: '2027-01-31', rotateEveryDays: 7 });
  const rotated = await api.post(`${pathOf(key)}/versions`, { value: unique('sk-') });
  expect(await shown(key)).toMatchObject({ expiresAt: null, rotateEveryDays: 7 });
  const [row] = await database.query('SELECT detail FROM audit_record WHERE request_id = $1', [
    rotated.headers.get('x-request-id'),
  ]);
  expect(row).toEqual({ detail: { clearedExpiresAt: '2027-01-31T00:00:00.000Z' } });
  await api.patch(pathOf(key), { expiresAt: '2028-01-31' });
  await api.post(`${pathOf(key)}/versions/1/restore`);
  expect(await shown(key)).toMatchObject({ version: 3, expiresAt: null });
});

test('a change of dates is on record, from what to what', async () => {
  const key = await createKey(api);
  const answer = await api.patch(pathOf(key), { expiresAt: '2027-01-31' });
  expect(await recordsOf(api, answer)).toMatchObject([{ action: 'key.changed', keyId: key.id }]);
  const [row] = await database.query('SELECT detail FROM audit_record WHERE request_id = $1', [
    answer.headers.get('x-request-id'),
  ]);
  const names = { name: key.name, slug: key.slug, rotateEveryDays: null };
  expect(row).toEqual({
    detail: {
      before: { ...names, expiresAt: null },
      after: { ...names, expiresAt: '2027-01-31T00:00:00.000Z' },
    },
  });
  const same = await api.patch(pathOf(key), { expiresAt: '2027-01-31T00:00:00Z' });
  expect(await recordsOf(api, same)).toEqual([]);
});
