import { type UsageSeries } from '../harness/contract.js';
import { parseCsv } from '../harness/csv.js';
import { recordPastFetches, sumAllUsage } from '../harness/past-fetches.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const { api } = owner;
const FORMULA = '=HYPERLINK("http://example.com","a")';
const key = await createKey(api, { name: FORMULA });
const gone = await createKey(api, { name: 'Soon gone' });
await api.patch(`/api/keys/${key.id}/overrides`, { staging: 'live' });
const batch = await createToken(api, { name: 'Batch' });
const client = server.withToken(batch.token);
for (const env of ['dev', 'staging', 'staging', 'prod', 'prod', 'prod'])
  await fetchValue(client, key.id, env);
await fetchValue(client, gone.id, 'prod');
await api.delete(`/api/keys/${gone.id}`);

const series = async (query: string): Promise<UsageSeries> =>
  (await api.get<UsageSeries>(`/api/usage/series?${query}`)).body;

test('each day of the last 30, split by environment, with what was live outside production', async () => {
  const { days, totals, items, others } = await series('');
  expect(days).toHaveLength(31);
  expect(totals).toEqual({ fetches: 7, mock: 1, live: 6, liveOutsideProduction: 2 });
  expect(items.map(({ environment, fetches, byDay }) => [environment, fetches, byDay.at(-1)])).toEqual([
    ['production', 4, 4],
    ['staging', 2, 2],
    ['development', 1, 1],
  ]);
  expect(others).toBeNull();
  expect(items.every(({ byDay }) => byDay.length === days.length)).toBe(true);
});

test('keys and tokens have their names, and none where they are gone', async () => {
  const { items } = await series('splitBy=key');
  expect(items.map(({ keyId, name }) => [keyId, name])).toEqual([
    [key.id, FORMULA],
    [gone.id, undefined],
  ]);
  expect((await series('splitBy=token')).items).toMatchObject([
    { tokenId: batch.id, name: 'Batch', fetches: 7 },
  ]);
});

test('the filters leave what they say', async () => {
  const { totals } = await series('environment=outside_production&mode=live');
  expect(totals).toEqual({ fetches: 2, mock: 0, live: 2, liveOutsideProduction: 2 });
  expect((await series(`keyId=${gone.id}`)).totals.fetches).toBe(1);
  expect((await series('tokenId=tok_other')).totals.fetches).toBe(0);
});

test('where there are many keys, those with the most fetches are named and the others are one', async () => {
  const at = new Date('2026-03-04T05:06:07Z');
  const past = Array.from({ length: 12 }, (_, index) =>
    Array.from({ length: index + 1 }, () => ({
      ...{ at, keyId: `key_${String(index).padStart(2, '0')}`, tokenId: batch.id },
      ...({ environment: 'production', mode: 'live' } as const),
    })),
  ).flat();
  await recordPastFetches(database, owner.session.tenant.id, past);
  await sumAllUsage(database);
  const { days, items, others, totals } = await series('splitBy=key&from=2026-03-04&to=2026-03-05');
  expect(days).toEqual(['2026-03-04']);
  expect(items.map(({ fetches }) => fetches)).toEqual([12, 11, 10, 9, 8, 7, 6, 5]);
  expect(others).toEqual({ count: 4, fetches: 10, mock: 0, live: 10, liveOutsideProduction: 0, byDay: [10] });
  expect(totals.fetches).toBe(78);
});

test('the export holds each day’s fetches in the same split, and no formula', async () => {
  const answer = await api.get('/api/usage/export?splitBy=key');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="ibyok-usage-[\d-]{10}\.csv"$/,
  );
  const { days } = await series('');
  const today = days.at(-1) ?? '';
  const [header, ...lines] = parseCsv(answer.text);
  expect(header).toEqual(['day', 'keyId', 'keyName', 'fetches', 'mock', 'live']);
  const expected = [
    [today, key.id, `'${FORMULA}`, '6', '1', '5'],
    [today, gone.id, '', '1', '0', '1'],
  ];
  expect(lines).toHaveLength(expected.length);
  expect(lines).toEqual(expect.arrayContaining(expected));
  const filtered = parseCsv(
    (await api.get('/api/usage/export?mode=live&environment=outside_production')).text,
  );
  expect(filtered).toEqual([
    ['day', 'environment', 'fetches', 'mock', 'live'],
    [today, 'staging', '2', '0', '2'],
  ]);
});

test.each(['splitBy=day', 'splitBy=', 'mode=forced', 'environment=test', 'keyId=', 'keyId[]=a', 'limit=1'])(
  'refuses ?%s',
  async (query) => {
    expectProblem(await api.get(`/api/usage/series?${query}`), 400);
    expectProblem(await api.get(`/api/usage/export?${query}`), 400);
  },
);

test('refuses to show more days than a year has', async () => {
  expectProblem(await api.get('/api/usage/series?from=2024-01-01&to=2025-06-01'), 400, 'period_too_long');
  expectProblem(await api.get('/api/usage/series?from=0001-01-01'), 400, 'period_too_long');
});
