import { listRecords } from '../harness/audit.js';
import type { AuditRecord, Page } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { server, owner } = await startWorkspace();
const { api } = owner;
const [first, second] = [await createKey(api), await createKey(api)];
const token = await createToken(api);
const app = server.withToken(token.token);
for (const { id } of [first, second, first]) await fetchValue(app, id);
await api.patch('/api/settings/environments', { staging: 'live' });
const all = await listRecords(api, '?limit=100');

test('is listed newest first', () => {
  expect(all.length).toBeGreaterThanOrEqual(8);
  const numbers = all.map(({ seq }) => seq);
  expect(numbers).toEqual([...numbers].sort((one, other) => other - one));
  expect(new Set(numbers).size).toBe(numbers.length);
});

test.each<[string, string, (record: AuditRecord) => boolean]>([
  ['action', 'action=key.created', ({ action }) => action === 'key.created'],
  ['key', `keyId=${first.id}`, ({ keyId }) => keyId === first.id],
  ['token', `tokenId=${token.id}`, ({ tokenId }) => tokenId === token.id],
  ['request', `requestId=${all[0]?.requestId}`, ({ requestId }) => requestId === all[0]?.requestId],
  [
    'action and key',
    `action=key.value.read&keyId=${first.id}`,
    ({ action, keyId }) => action === 'key.value.read' && keyId === first.id,
  ],
  ['beginning', `from=${all[3]?.at}`, ({ at }) => at >= (all[3]?.at ?? '')],
  ['end, excluded', `to=${all[3]?.at}`, ({ at }) => at < (all[3]?.at ?? '')],
  [
    'both ends',
    `from=${all.at(-1)?.at}&to=${all[2]?.at}`,
    ({ at }) => at >= (all.at(-1)?.at ?? '') && at < (all[2]?.at ?? ''),
  ],
  ['what is not there', 'keyId=key_0000000000000000000000', () => false],
])('is filtered by %s', async (_, query, matches) => {
  const filtered = await listRecords(api, `?limit=100&${query}`);
  expect(filtered).toEqual(all.filter(matches));
});

test('a time may have an offset, and may be a day', async () => {
  const at = encodeURIComponent((all[3]?.at ?? '').replace('Z', '+00:00'));
  expect(await listRecords(api, `?limit=100&from=${at}`)).toEqual(
    await listRecords(api, `?limit=100&from=${all[3]?.at}`),
  );
  const day = (all.at(-1)?.at ?? '').slice(0, 10);
  expect(await listRecords(api, `?limit=100&from=${day}`)).toEqual(all);
});

test('pages hold every record once, also while new ones arrive', async () => {
  const paged: AuditRecord[] = [];
  let cursor: string | null = null;
  do {
    const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api.get<Page<AuditRecord>>(`/api/audit?limit=3${next}`);
    paged.push(...body.items);
    cursor = body.nextCursor;
    await fetchValue(app, second.id);
  } while (cursor !== null);
  expect(paged).toEqual(all);
});

test.each([
  'action=key.stolen',
  'action=',
  'from=today',
  'to=2026-02-31',
  'from=2026-01-01T25:00:00Z',
  'limit=0',
  'limit=101',
  'limit=1e1',
  'cursor=x',
  'cursor=',
  'tenantId=ten_x',
  'keyId=a&keyId=b',
  'keyId[]=a',
  `keyId=${'x'.repeat(101)}`,
])('refuses ?%s', async (query) => {
  expectProblem(await api.get(`/api/audit?${query}`), 400);
});

test('nobody writes, changes or deletes a record over HTTP', async () => {
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const body = method === 'DELETE' ? undefined : {};
    for (const path of ['/api/audit', `/api/audit/${all[0]?.seq}`]) {
      expectProblem(await api.request(method, path, { body }), path === '/api/audit' ? 405 : 404);
    }
  }
});
