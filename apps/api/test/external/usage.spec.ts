import type { Page, UsageItem } from '../harness/contract.js';
import { recordPastFetches } from '../harness/past-fetches.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const { api } = owner;
const [first, second] = [await createKey(api), await createKey(api)];
const reader = await createToken(api, { environments: ['development', 'production'] });
const client = server.withToken(reader.token);

// What is counted below: 5 of the first key (2 mock, 3 live), 2 of the second (1 mock, 1 live).
for (const env of ['dev', 'dev', 'prod', 'prod', 'prod']) await fetchValue(client, first.id, env);
for (const env of ['dev', 'prod']) await fetchValue(client, second.id, env);
// Not counted: denials, modes and lists.
expectProblem(await fetchValue(client, first.id, 'staging'), 403);
expectProblem(await fetchValue(client, 'no-such-key'), 404);
await client.get(`/external/keys/${first.id}/mode`);
await client.get('/external/keys');

const usage = async (query: string, from = app): Promise<Page<UsageItem>> =>
  (await from.get<Page<UsageItem>>(`/external/usage${query}`)).body;
const today = new Date().toISOString().slice(0, 10);
const byFetches = (items: readonly UsageItem[]): UsageItem[] =>
  [...items].sort((one, other) => other.fetches - one.fetches);

test('is by day unless told otherwise', async () => {
  const { items, nextCursor } = await usage('');
  expect(nextCursor).toBeNull();
  const sum = (field: 'fetches' | 'mock' | 'live') => items.reduce((all, item) => all + item[field], 0);
  expect([sum('fetches'), sum('mock'), sum('live')]).toEqual([7, 3, 4]);
  for (const { day } of items) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(await usage('?groupBy=day')).toEqual(await usage(''));
});

test.each<[string, readonly UsageItem[]]>([
  [
    'key',
    [
      { keyId: first.id, fetches: 5, mock: 2, live: 3 },
      { keyId: second.id, fetches: 2, mock: 1, live: 1 },
    ],
  ],
  ['token', [{ tokenId: reader.id, fetches: 7, mock: 3, live: 4 }]],
  [
    'environment',
    [
      { environment: 'production', fetches: 4, mock: 0, live: 4 },
      { environment: 'development', fetches: 3, mock: 3, live: 0 },
    ],
  ],
  [
    'mode',
    [
      { mode: 'live', fetches: 4, mock: 0, live: 4 },
      { mode: 'mock', fetches: 3, mock: 3, live: 0 },
    ],
  ],
])('by %s', async (groupBy, expected) => {
  expect(byFetches((await usage(`?groupBy=${groupBy}`)).items)).toEqual(expected);
});

test('the dashboard counts the same', async () => {
  for (const groupBy of ['day', 'key', 'token', 'environment', 'mode']) {
    const path = `/api/usage?groupBy=${groupBy}`;
    expect((await api.get(path)).body).toEqual(await usage(`?groupBy=${groupBy}`));
  }
});

test('counts the keys of the token alone, whoever fetched them', async () => {
  const { token } = await createToken(api, { keyIds: [second.id] });
  const bound = server.withToken(token);
  expect((await usage('?groupBy=key', bound)).items).toEqual([
    { keyId: second.id, fetches: 2, mock: 1, live: 1 },
  ]);
  expect((await usage('?groupBy=mode', bound)).items.map(({ fetches }) => fetches)).toEqual([1, 1]);
});

test('counts between two times, the second excluded, 30 days unless told otherwise', async () => {
  const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
  const past = {
    at: old,
    keyId: second.id,
    tokenId: reader.id,
    environment: 'production',
    mode: 'live',
  } as const;
  await recordPastFetches(database, owner.session.tenant.id, [past]);
  expect((await usage('?groupBy=token')).items[0]?.fetches).toBe(7);
  const from = old.toISOString();
  const justAfter = new Date(old.getTime() + 1).toISOString();
  expect((await usage(`?groupBy=token&from=${from}`)).items[0]?.fetches).toBe(8);
  expect((await usage(`?groupBy=token&from=${from}&to=${justAfter}`)).items[0]?.fetches).toBe(1);
  expect((await usage(`?groupBy=token&from=${from}&to=${from}`)).items).toEqual([]);
  expect((await usage(`?groupBy=day&from=${from.slice(0, 10)}`)).items).toHaveLength(
    (await usage('')).items.length + 1,
  );
  expect((await usage(`?from=${today}&to=${today}`)).items).toEqual([]);
});

test('is paged', async () => {
  const whole = await usage('?groupBy=key');
  const page = await usage('?groupBy=key&limit=1');
  expect(page.items).toEqual(whole.items.slice(0, 1));
  const next = await usage(`?groupBy=key&limit=1&cursor=${encodeURIComponent(page.nextCursor ?? '')}`);
  expect(next).toEqual({ items: whole.items.slice(1), nextCursor: null });
});

test.each([
  'from=yesterday',
  'from=2026-02-30',
  'to=2026-13-01',
  'groupBy=tenant',
  'groupBy=',
  'from=',
  'to=1',
])('refuses ?%s', async (query) => {
  expectProblem(await app.get(`/external/usage?${query}`), 400);
  expectProblem(await api.get(`/api/usage?${query}`), 400);
});

test('refuses a stretch that ends before it begins', async () => {
  expectProblem(await app.get('/external/usage?from=2026-02-02&to=2026-02-01'), 400, 'validation_failed');
});
