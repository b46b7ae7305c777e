import { listRecords, recordsOf } from '../harness/audit.js';
import type { Key, Override } from '../harness/contract.js';
import { join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const { api } = owner;
const change = (keyIds: unknown, overrides: unknown, client = api) =>
  client.patch<{ items: readonly Key[] }>('/api/keys/overrides', { keyIds, overrides });

async function newKeys(count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  while (ids.length < count) ids.push((await createKey(api)).id);
  return ids;
}

async function overridesOf(ids: readonly string[]): Promise<readonly Record<string, Override>[]> {
  return Promise.all(ids.map(async (id) => (await api.get<Key>(`/api/keys/${id}`)).body.overrides));
}

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' };

test('changes what is named of every key and answers them as asked for, with a record of each', async () => {
  const ids = await newKeys(3);
  const [first, second, third] = ids as [string, string, string];
  await api.patch(`/api/keys/${second}/overrides`, { production: 'mock' });
  const answer = await change([third, first, second], { development: 'live', staging: 'mock' });
  expect(answer.status).toBe(200);
  expect(answer.body.items.map(({ id, overrides }) => [id, overrides])).toEqual([
    [third, { development: 'live', staging: 'mock', production: 'inherit' }],
    [first, { development: 'live', staging: 'mock', production: 'inherit' }],
    [second, { development: 'live', staging: 'mock', production: 'mock' }],
  ]);
  expect(await overridesOf([third, first, second])).toEqual(
    answer.body.items.map(({ overrides }) => overrides),
  );
  const records = await recordsOf(api, answer);
  expect(records.map(({ action, keyId }) => `${action} ${keyId}`).sort()).toEqual(
    ids.map((id) => `override.changed ${id}`).sort(),
  );
  expect((await fetchValue(app, first, 'development')).body.modeInfo.effectiveMode).toBe('live');
});

test('records no key that stays as it was', async () => {
  const [same, other] = await newKeys(2);
  await change([same], { staging: 'live' });
  const answer = await change([same, other], { staging: 'live' });
  expect(answer.body.items.map(({ overrides }) => overrides.staging)).toEqual(['live', 'live']);
  expect((await recordsOf(api, answer)).map(({ keyId }) => keyId)).toEqual([other]);
});

test('changes none where one of the keys is not there, or is of another workspace', async () => {
  const ids = await newKeys(2);
  const missing = await change([...ids, 'key_0000000000000000000000'], { staging: 'live' });
  expectProblem(missing, 404, 'key_not_found');
  expect(missing.text).not.toContain('key_0000000000000000000000');
  expect(await overridesOf(ids)).toEqual([INHERIT, INHERIT]);
  expect(await listRecords(api, `?action=override.changed&keyId=${ids[0]}`)).toEqual([]);
});

test('changes none where a guardrail forbids it, and names its variable', async () => {
  const ids = await newKeys(2);
  const guarded = await startServer({
    database,
    secrets: server.secrets,
    env: { STAGING_MODE_FORCED: 'mock' },
  });
  const answer = await change(ids, { development: 'live', staging: 'live' }, api.copy(guarded.origin));
  expect(expectProblem(answer, 409, 'guardrail_forbids').detail).toContain('STAGING_MODE_FORCED');
  expect(await overridesOf(ids)).toEqual([INHERIT, INHERIT]);
});

test('changes that overlap, in opposite orders, wait for each other', async () => {
  const ids = await newKeys(12);
  const modes = ['live', 'mock', 'live', 'mock', 'live', 'mock'];
  const answers = await Promise.all(
    modes.map((mode, turn) => change(turn % 2 ? ids : [...ids].reverse(), { staging: mode })),
  );
  expect(answers.map(({ status }) => status)).toEqual(modes.map(() => 200));
  // Each change is whole: whichever was last, all keys say the same.
  expect(new Set((await overridesOf(ids)).map(({ staging }) => staging)).size).toBe(1);
});

test('takes a hundred keys at once and no more', async () => {
  const ids = await newKeys(101);
  expect((await change(ids.slice(0, 100), { staging: 'live' })).body.items).toHaveLength(100);
  expect(expectProblem(await change(ids, { staging: 'mock' }), 400).errors?.[0]?.field).toBe('keyIds');
  expect((await overridesOf(ids.slice(0, 1)))[0]).toMatchObject({ staging: 'live' });
});

test('is not for viewers', async () => {
  const [id] = await newKeys(1);
  const viewer = await join(server, api, 'viewer');
  expectProblem(await change([id], { staging: 'live' }, viewer.api), 403, 'role_insufficient');
});

const [known] = await newKeys(1);

test.each([
  ['no keys', [], {}, 'keyIds'],
  ['a key twice', [known, known], {}, 'keyIds'],
  ['something else than ids', [1], {}, 'keyIds'],
  ['a text instead of a list', known, {}, 'keyIds'],
  ['no overrides', [known], undefined, 'overrides'],
  ['null', [known], null, 'overrides'],
  ['a list of overrides', [known], [{ staging: 'live' }], 'overrides'],
  ['another word', [known], { staging: 'off' }, 'overrides.staging'],
  ['an environment that is unknown', [known], { prod: 'live' }, '(unknown)'],
])('refuses %s', async (_, keyIds, overrides, field) => {
  const problem = expectProblem(await change(keyIds, overrides), 400, 'validation_failed');
  expect(problem.errors?.map((error) => error.field)).toEqual([field]);
});
