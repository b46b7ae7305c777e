import type { Answer } from '../harness/api-client.js';
import { listRecords, recordsOf } from '../harness/audit.js';
import type { AuditRecord } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const { api } = owner;
const { account } = owner.session;

/** Expects one record of a request, by the owner; returns it. */
async function expectRecord(answer: Answer, expected: Partial<AuditRecord>): Promise<AuditRecord> {
  expect(answer.status).toBeLessThan(300);
  const records = await recordsOf(api, answer);
  expect(records).toEqual([
    expect.objectContaining({
      seq: expect.any(Number),
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/),
      actor: { type: 'account', id: account.id, name: owner.email },
      outcome: 'allowed',
      requestId: answer.headers.get('x-request-id'),
      ip: '127.0.0.1',
      ...expected,
    }),
  ]);
  return records[0] as AuditRecord;
}

test('setting up is recorded, and so is the session it opens', async () => {
  const [completed] = await listRecords(api, '?action=setup.completed');
  expect(completed).toMatchObject({ actor: { id: account.id }, outcome: 'allowed', ip: '127.0.0.1' });
  const records = await listRecords(api, `?requestId=${completed?.requestId}`);
  expect(records.map(({ action }) => action).sort()).toEqual(['session.created', 'setup.completed']);
});

test('every change of a key has its record', async () => {
  const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-') };
  const created = await api.post<{ id: string }>('/api/keys', body);
  const keyId = created.body.id;
  const path = `/api/keys/${keyId}`;
  await expectRecord(created, { action: 'key.created', keyId });
  await expectRecord(await api.patch(path, { name: unique('New ') }), { action: 'key.changed', keyId });
  await expectRecord(await api.patch(`${path}/overrides`, { staging: 'live' }), {
    action: 'override.changed',
    keyId,
  });
  await expectRecord(await api.post(`${path}/versions`, { value: unique('sk-') }), {
    action: 'key.rotated',
    keyId,
  });
  await expectRecord(await api.post(`${path}/versions/1/restore`), { action: 'key.restored', keyId });
  await expectRecord(await api.delete(path), { action: 'key.deleted', keyId });
  expect((await listRecords(api, `?keyId=${keyId}`)).map(({ action }) => action)).toEqual([
    'key.deleted',
    'key.restored',
    'key.rotated',
    'override.changed',
    'key.changed',
    'key.created',
  ]);
});

test('every change of settings and tokens has its record', async () => {
  const settings = await api.patch('/api/settings/environments', { staging: 'live' });
  await expectRecord(settings, { action: 'settings.changed' });
  const body = { name: 'ci', scopes: ['keys:read'], environments: ['staging'] };
  const created = await api.post<{ id: string }>('/api/tokens', body);
  const tokenId = created.body.id;
  await expectRecord(created, { action: 'token.created', tokenId });
  const revoked = await api.delete(`/api/tokens/${tokenId}`);
  await expectRecord(revoked, { action: 'token.revoked', tokenId });
});

test('signing in and out is recorded', async () => {
  const other = server.anonymous();
  const credentials = { email: owner.email, password: owner.password };
  await expectRecord(await other.post('/api/session', credentials), { action: 'session.created' });
  await expectRecord(await other.delete('/api/session'), { action: 'session.ended' });
});

test('a change of a value that is refused a person is recorded as denied, without the id asked for', async () => {
  const denied = async (answer: Answer, action: string, reason: string): Promise<void> => {
    const common = { actor: { type: 'account', id: account.id, name: owner.email }, outcome: 'denied' };
    expect(await recordsOf(api, answer)).toEqual([expect.objectContaining({ ...common, action, reason })]);
  };
  const key = await createKey(api);
  const foreign = '/api/keys/key_0000000000000000000000/versions';
  await denied(await api.post(foreign, { value: unique('sk-') }), 'key.rotated', 'key_not_found');
  await denied(await api.post(`${foreign}/1/restore`), 'key.restored', 'key_not_found');
  await denied(await api.post(`/api/keys/${key.id}/versions/9/restore`), 'key.restored', 'version_not_found');
  await database.query(`UPDATE membership SET role = 'viewer'`);
  const refused = await api.post(`/api/keys/${key.id}/versions`, { value: unique('sk-') });
  await database.query(`UPDATE membership SET role = 'owner'`);
  expectProblem(refused, 403, 'role_insufficient');
  await denied(refused, 'key.rotated', 'role_insufficient');
});

test('a failed sign-in is recorded as denied, without the password', async () => {
  const password = unique('wrong-');
  for (const email of [owner.email, 'nobody@example.com']) {
    const answer = await server.anonymous().post('/api/session', { email, password });
    expectProblem(answer, 401, 'invalid_credentials');
    const rows = await database.query<{ row: string }>(
      `SELECT action, outcome, ip, audit_record::text AS row FROM audit_record WHERE request_id = $1`,
      [answer.headers.get('x-request-id')],
    );
    expect(rows).toMatchObject([{ action: 'session.created', outcome: 'denied', ip: '127.0.0.1' }]);
    expect(rows[0]?.row).not.toContain(password);
  }
});

test('what changed nothing has no record of a change', async () => {
  const before = (await listRecords(api)).length;
  const key = await createKey(api);
  expectProblem(await api.post('/api/keys', { ...key, id: undefined, value: 'v' }), 400);
  expectProblem(await api.patch(`/api/keys/${key.id}/overrides`, { staging: 'x' }), 400);
  expectProblem(await api.patch('/api/settings/environments', { staging: 'x' }), 400);
  expectProblem(await api.delete('/api/tokens/tok_0000000000000000000000'), 404);
  expect(await listRecords(api)).toHaveLength(before + 1);
});

test('a forwarded address counts only from a proxy that is trusted', async () => {
  const { id } = await createToken(api);
  const headers = {
    'x-forwarded-for': '203.0.113.7',
    'x-real-ip': '203.0.113.7',
    forwarded: 'for=203.0.113.7',
  };
  const answer = await api.request('DELETE', `/api/tokens/${id}`, { headers });
  expect((await recordsOf(api, answer)).map(({ ip }) => ip)).toEqual(['127.0.0.1']);
});

test('a request cannot choose its own id', async () => {
  const headers = { 'x-request-id': 'chosen', 'request-id': 'chosen' };
  const answer = await api.request('GET', '/api/keys', { headers });
  expect(answer.headers.get('x-request-id')).not.toBe('chosen');
});
