import { recordsOf } from '../harness/audit.js';
import type { Key } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { newSecrets } from '../harness/server-process.js';
import { startServer } from '../harness/test-server.js';
import { createKey, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const key = await createKey(owner.api);
await owner.api.post(`/api/keys/${key.id}/versions`, { value: unique('sk-proj-') });

const { masterKey: otherMasterKey } = newSecrets();
const { masterKey } = server.secrets;
const withMasterKey = (text: string) =>
  startServer({
    database,
    secrets: server.secrets,
    env: { IBYOK_MASTER_KEY: text },
    untilReady: false,
  });

describe('a server with another master key on the same database', () => {
  const wrong = withMasterKey(otherMasterKey);

  test('lives, but is not ready', async () => {
    const api = (await wrong).anonymous();
    expect((await api.get('/health/live')).status).toBe(200);
    expectProblem(await api.get('/health/ready'), 503, 'keyring_not_ready');
  });

  test('writes no value', async () => {
    const api = owner.api.copy((await wrong).origin);
    const stored = () =>
      database.query('SELECT key_id, version, master_key_id FROM key_version ORDER BY 1, 2');
    const before = [await stored(), await database.query('SELECT id FROM master_key')];
    const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-') };
    expectProblem(await api.post('/api/keys', body), 503, 'keyring_not_ready');
    const path = `/api/keys/${key.id}/versions`;
    expectProblem(await api.post(path, { value: unique('sk-') }), 503, 'keyring_not_ready');
    expectProblem(await api.post(`${path}/1/restore`), 503, 'keyring_not_ready');
    expect([await stored(), await database.query('SELECT id FROM master_key')]).toEqual(before);
    expect((await api.get<Key>(`/api/keys/${key.id}`)).body.version).toBe(2);
  });

  test('answers no live value, and no mock in its place; the failure is recorded', async () => {
    const client = (await wrong).withToken(app.token ?? '');
    const answer = await fetchValue(client, key.id, 'production');
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expectProblem(answer, answer.status);
    expect(answer.text).not.toMatch(/mock|sk-/);
    expect(await recordsOf(owner.api, answer)).toEqual([
      expect.objectContaining({ action: 'key.value.read', keyId: key.id, outcome: 'denied' }),
    ]);
  });

  test('says nothing of either key', async () => {
    const { stdout, stderr } = (await wrong).process;
    for (const secret of [masterKey, otherMasterKey]) {
      for (const form of [secret, Buffer.from(secret, 'base64').toString('hex')]) {
        expect(stdout + stderr).not.toContain(form);
      }
    }
  });
});

test('a new master key before the old one opens what the old one sealed, and seals what comes', async () => {
  const rotating = await withMasterKey(`${otherMasterKey},${masterKey}`);
  expect((await rotating.anonymous().get('/health/ready')).status).toBe(200);
  const heir = rotating.withToken(app.token ?? '');
  expect((await fetchValue(heir, key.id, 'production')).status).toBe(200);
  const added = await createKey(owner.api.copy(rotating.origin));
  expect((await fetchValue(heir, added.id, 'production')).body.value).toBe(added.value);
  // The old server does not know the new key: an error, never a mock.
  const answer = await fetchValue(app, added.id, 'production');
  expect(answer.status).toBeGreaterThanOrEqual(500);
  expect(answer.text).not.toMatch(/mock-/);
  const named = await database.query('SELECT DISTINCT master_key_id FROM key_version');
  expect(named).toHaveLength(2);
});
