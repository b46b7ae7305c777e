import type { Answer } from '../harness/api-client.js';
import { recordsOf } from '../harness/audit.js';
import type { AuditRecord } from '../harness/contract.js';
import { eventually } from '../harness/eventually.js';
import { expectProblem } from '../harness/problem.js';
import {
  createKey,
  createToken,
  fetchValue,
  startWorkspace,
  type TokenOptions,
} from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const { api } = owner;
const key = await createKey(api);

async function tokenClient(options: TokenOptions = {}) {
  const { id, name, token } = await createToken(api, options);
  return { tokenId: id, actor: { type: 'token', id, name }, app: server.withToken(token) };
}

const reader = await tokenClient();

async function expectRecord(answer: Answer, expected: Partial<AuditRecord>): Promise<void> {
  const common = {
    action: 'key.value.read',
    requestId: answer.headers.get('x-request-id'),
    ip: '127.0.0.1',
  };
  expect(await recordsOf(api, answer)).toEqual([expect.objectContaining({ ...common, ...expected })]);
}

test.each([
  ['a live value', 'production', 'live'],
  ['a mock', 'development', 'mock'],
] as const)(
  'every read of %s is recorded: who, which key and version, where, why',
  async (_, environment, mode) => {
    const answer = await fetchValue(reader.app, key.slug, environment);
    await expectRecord(answer, {
      actor: reader.actor,
      keyId: key.id,
      tokenId: reader.tokenId,
      environment,
      effectiveMode: mode,
      source: 'tenant_setting',
      outcome: 'allowed',
    });
    const rows = await database.query('SELECT key_version FROM audit_record WHERE request_id = $1', [
      answer.headers.get('x-request-id'),
    ]);
    expect(rows).toEqual([{ key_version: 1 }]);
  },
);

test('a HEAD is recorded as what it is: a read', async () => {
  const path = `/external/keys/${key.id}/value?env=production`;
  const answer = await reader.app.request('HEAD', path);
  expect(answer.status).toBe(200);
  expect(answer.text).toBe('');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  await expectRecord(answer, { outcome: 'allowed', effectiveMode: 'live', keyId: key.id });
});

test('a conditional read is recorded', async () => {
  const path = `/external/keys/${key.id}/value?env=production`;
  const answer = await reader.app.request('GET', path, { headers: { 'if-none-match': '*' } });
  await expectRecord(answer, { outcome: 'allowed', effectiveMode: 'live' });
});

test('a read that nobody waited for is recorded', async () => {
  const before = await countReads();
  const abort = new AbortController();
  const sent = fetch(`${server.origin}/external/keys/${key.id}/value?env=production`, {
    headers: { authorization: `Bearer ${reader.app.token}` },
    signal: abort.signal,
  });
  await eventually('the read is recorded', async () => (await countReads()) > before);
  abort.abort();
  await sent.catch(() => undefined);
  expect(await countReads()).toBe(before + 1);
});

test('many reads at once have a record each', async () => {
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => fetchValue(reader.app, key.id, 'production')),
  );
  const ids = answers.map(({ headers }) => headers.get('x-request-id'));
  const rows = await database.query(
    `SELECT request_id FROM audit_record WHERE request_id = ANY ($1) AND outcome = 'allowed'`,
    [ids],
  );
  expect(rows).toHaveLength(100);
});

test('a denied read is recorded before it is answered: environment', async () => {
  const { app, actor, tokenId } = await tokenClient({ environments: ['development'] });
  const answer = await fetchValue(app, key.id, 'production');
  expectProblem(answer, 403, 'environment_not_allowed');
  await expectRecord(answer, {
    actor,
    tokenId,
    keyId: key.id,
    environment: 'production',
    outcome: 'denied',
    reason: 'environment_not_allowed',
  });
});

test('a denied read is recorded: scope', async () => {
  const { app, actor } = await tokenClient({ scopes: ['usage:read'] });
  const answer = await fetchValue(app, key.id);
  expectProblem(answer, 403, 'scope_missing');
  await expectRecord(answer, { actor, outcome: 'denied', reason: 'scope_missing' });
});

test('a denied read is recorded: no such key, or one outside the token’s keys', async () => {
  const other = await createKey(api);
  const { app, actor } = await tokenClient({ keyIds: [other.id] });
  for (const reference of [key.id, 'no-such-key']) {
    const answer = await fetchValue(app, reference);
    expectProblem(answer, 404, 'key_not_found');
    await expectRecord(answer, { actor, outcome: 'denied', reason: 'key_not_found' });
  }
});

test('the record survives what it names', async () => {
  const doomed = await createKey(api);
  const { app, tokenId } = await tokenClient();
  const answer = await fetchValue(app, doomed.id, 'production');
  await api.delete(`/api/keys/${doomed.id}`);
  await api.delete(`/api/tokens/${tokenId}`);
  await expectRecord(answer, { keyId: doomed.id, tokenId, outcome: 'allowed' });
});

async function countReads(): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    `SELECT count(*)::int FROM audit_record WHERE action = 'key.value.read'`,
  );
  return row?.count ?? 0;
}
