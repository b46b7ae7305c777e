import { listRecords, recordsOf } from '../harness/audit.js';
import type { AuditRecord } from '../harness/contract.js';
import { parseCsv } from '../harness/csv.js';
import { join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace({ env: { IBYOK_SIGNUP: 'open' } });
const { api } = owner;
const FORMULA = '=HYPERLINK("http://example.com","a,\nb")';
const key = await createKey(api, { name: 'Ünïcødé, "quoted"' });
const bound = await createToken(api, { name: FORMULA.replace('\n', ''), environments: ['staging'] });
await fetchValue(server.withToken(bound.token), key.id, 'staging');
await fetchValue(server.withToken(bound.token), key.id, 'production');

const linesOf = (text: string): AuditRecord[] =>
  text
    .trimEnd()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AuditRecord);

test('JSON Lines hold what the list holds', async () => {
  const listed = await listRecords(api, '?limit=100');
  const answer = await api.get('/api/audit/export?format=jsonl');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/jsonl; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="ibyok-audit-\d{4}-\d\d-\d\d\.jsonl"$/,
  );
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(linesOf(answer.text)).toEqual(listed);
});

test('CSV holds the same, cell by cell, and no formula', async () => {
  const listed = linesOf((await api.get('/api/audit/export?format=jsonl&to=2999-01-01')).text);
  const answer = await api.get('/api/audit/export?format=csv');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  const [header = [], ...rows] = parseCsv(answer.text);
  expect(header).toEqual(
    'seq,at,actorType,actorId,actorName,action,outcome,reason,keyId,keyVersion,tokenId,environment,effectiveMode,source,requestId,ip,detail'.split(
      ',',
    ),
  );
  // The export of the lines is recorded by now, too.
  expect(rows.slice(1).map(([seq]) => Number(seq))).toEqual(listed.map(({ seq }) => seq));
  for (const record of listed) {
    const row = rows.find(([seq]) => Number(seq) === record.seq) ?? [];
    const cell = (name: string): string => row[header.indexOf(name)] ?? '';
    expect(row).toHaveLength(header.length);
    expect(cell('at')).toBe(record.at);
    expect(cell('action')).toBe(record.action);
    expect(cell('keyId')).toBe(record.keyId ?? '');
    expect(cell('requestId')).toBe(record.requestId);
    expect(JSON.parse(cell('detail') || 'null')).toEqual((record as { detail?: unknown }).detail ?? null);
    expect(cell('actorName')).toBe((record.actor.name ?? '').replace(/^(?=[=+\-@])/, "'"));
    for (const one of row) expect(one).not.toMatch(/^[=+\-@\t\r]/);
  }
});

test.each([
  'outcome=denied',
  'outcome=allowed',
  `keyId=${key.id}`,
  `tokenId=${bound.id}`,
  'action=key.value.read&outcome=denied',
])('is filtered by %s as the list is', async (query) => {
  const listed = await listRecords(api, `?limit=100&${query}&to=2999-01-01`);
  const exported = linesOf((await api.get(`/api/audit/export?format=jsonl&${query}`)).text);
  expect(exported).toEqual(
    listed.filter(({ action }) => action !== 'audit.exported' || query === 'outcome=allowed'),
  );
  expect(exported.length).toBeGreaterThan(0);
  const [name, value] = query.split('&').at(-1)?.split('=') ?? [];
  for (const record of exported) expect(record[name as keyof AuditRecord]).toBe(value);
});

test('an export is recorded, with its filters', async () => {
  const answer = await api.get(`/api/audit/export?format=csv&keyId=${key.id}`);
  expect(await recordsOf(api, answer)).toMatchObject([
    { action: 'audit.exported', outcome: 'allowed', detail: { format: 'csv', keyId: key.id } },
  ]);
});

test('thousands of records come whole and once, and a reader who leaves harms nobody', async () => {
  const name = unique('many-');
  const entry = {
    tenant_id: owner.session.tenant.id,
    actor_type: 'server',
    actor_name: name,
    action: 'key.changed',
    outcome: 'allowed',
    requests: [[null, null]],
  };
  for (let batch = 0; batch < 5; batch += 1) {
    await database.query('SELECT append_audit_records($1)', [
      JSON.stringify(Array.from({ length: 700 }, () => entry)),
    ]);
  }
  const { text } = await api.get('/api/audit/export?format=jsonl&action=key.changed');
  const records = linesOf(text).filter(({ actor }) => actor.name === name);
  expect(records).toHaveLength(3_500);
  expect(new Set(records.map(({ seq }) => seq)).size).toBe(3_500);

  for (let index = 0; index < 10; index += 1) {
    const aborter = new AbortController();
    const response = await fetch(`${server.origin}/api/audit/export?format=csv`, {
      headers: { cookie: api.cookieHeader },
      signal: aborter.signal,
    });
    await response.body?.getReader().read();
    aborter.abort();
  }
  expect((await api.get('/api/audit?limit=1')).status).toBe(200);
});

test('shows a workspace its own records alone', async () => {
  const other = server.anonymous();
  const body = { email: `${unique('o-')}@example.com`, password: unique('password-'), tenantName: 'Other' };
  await other.post('/api/signup', body);
  const records = linesOf((await other.get('/api/audit/export?format=jsonl')).text);
  expect(records.map(({ action }) => action).sort()).toEqual(['account.created', 'session.created']);
});

test('a viewer may export, nobody may not', async () => {
  const viewer = await join(server, api, 'viewer');
  expect((await viewer.api.get('/api/audit/export?format=csv')).status).toBe(200);
  expectProblem(await server.anonymous().get('/api/audit/export?format=csv'), 401, 'unauthenticated');
});

test.each([
  '',
  'format=xml',
  'format=csv&format=csv',
  'format=csv&limit=5',
  'format=csv&cursor=x',
  'format=csv&outcome=maybe',
])('the query "%s" is refused', async (query) => {
  expectProblem(await api.get(`/api/audit/export?${query}`), 400, 'validation_failed');
});
