import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { eventually } from '../harness/eventually.js';
import { giveToOrdinaryOwner } from '../harness/ordinary-owner.js';
import { expectProblem } from '../harness/problem.js';
import { newSecrets } from '../harness/server-process.js';
import type { TestDatabase } from '../harness/test-database.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import {
  createKey,
  fetchValue,
  type KnownKey,
  startWorkspace,
  type Workspace,
} from '../harness/workspace.js';

const ADMIN = fileURLToPath(new URL('../../dist/admin.js', import.meta.url));

/** A workspace that is about to change its master key: its keys, and a server that has both. */
interface Rotation extends Workspace {
  readonly keys: readonly KnownKey[];
  readonly both: string;
  readonly newest: string;
  readonly rotating: TestServer;
}

async function beginRotation(): Promise<Rotation> {
  const workspace = await startWorkspace();
  const keys: KnownKey[] = [];
  for (let index = 0; index < 5; index += 1) keys.push(await createKey(workspace.owner.api));
  const { masterKey: newest } = newSecrets();
  const both = `${newest},${workspace.server.secrets.masterKey}`;
  const { database, server } = workspace;
  const rotating = await startServer({ database, secrets: server.secrets, env: { IBYOK_MASTER_KEY: both } });
  return { ...workspace, keys, both, newest, rotating };
}

const rewrap = (database: TestDatabase, secrets: TestServer['secrets'], masterKey: string) =>
  runAdmin(['rewrap'], adminVariables(database, { ...secrets, masterKey }));

const namesOf = async (database: TestDatabase): Promise<string[]> =>
  (
    await database.query<{ id: string }>('SELECT DISTINCT master_key_id AS id FROM key_version ORDER BY 1')
  ).map(({ id }) => id);

/** Makes many versions of a key by copying none: each is stored by the server. */
async function expectAllOpen({ keys, app }: Rotation, server: TestServer): Promise<void> {
  const client = server.withToken(app.token ?? '');
  for (const key of keys) {
    const answer = await fetchValue(client, key.id, 'production');
    expect(answer.body.value).toBe(key.value);
  }
}

test('add, rewrap, remove: every value is read at every step', async () => {
  const rotation = await beginRotation();
  const { database, server, owner, keys, both, newest, rotating } = rotation;
  for (const key of keys) await owner.api.post(`/api/keys/${key.id}/versions`, { value: key.value });
  const before = await database.query('SELECT key_id, version, sealed_value FROM key_version ORDER BY 1, 2');

  const result = await rewrap(database, server.secrets, both);
  expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 0, stderr: '' });
  expect(result.stdout).toMatch(
    /^Rewrapped 10 rows under mk_[0-9a-f]{16}\.\nNo row needs the master key mk_[0-9a-f]{16} any more\.\n$/,
  );
  expect(await namesOf(database)).toHaveLength(1);
  // The values themselves are as they were: only what wraps their data keys has changed.
  expect(await database.query('SELECT key_id, version, sealed_value FROM key_version ORDER BY 1, 2')).toEqual(
    before,
  );
  await expectAllOpen(rotation, rotating);

  const env = { IBYOK_MASTER_KEY: newest };
  const alone = await startServer({ database, secrets: server.secrets, env });
  await expectAllOpen(rotation, alone);
  const [record] = await database.query(
    `SELECT tenant_id, actor_type, detail FROM audit_record WHERE action = 'keyring.rewrapped'`,
  );
  expect(record).toMatchObject({
    tenant_id: null,
    actor_type: 'server',
    detail: { rewrapped: 10, failed: 0 },
  });
  expect(
    (await runAdmin(['audit', 'verify'], adminVariables(database, { ...server.secrets, masterKey: newest })))
      .code,
  ).toBe(0);

  const again = await rewrap(database, server.secrets, both);
  expect(again).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Rewrapped 0 rows/) });
});

test('a master key that rows need cannot be taken away: not ready, nothing written, said and recorded', async () => {
  const { database, server, owner, app, keys, newest } = await beginRotation();
  const env = { IBYOK_MASTER_KEY: newest };
  const early = await startServer({ database, secrets: server.secrets, env, untilReady: false });
  expectProblem(await early.anonymous().get('/health/ready'), 503, 'keyring_not_ready');
  const body = { name: 'Early', llmType: 'openai', value: 'sk-proj-early' };
  expectProblem(await owner.api.copy(early.origin).post('/api/keys', body), 503, 'keyring_not_ready');
  const answer = await fetchValue(early.withToken(app.token ?? ''), keys[0]?.id ?? '', 'production');
  expect(answer.status).toBeGreaterThanOrEqual(500);
  const [missing] = await namesOf(database);
  expect(early.process.stdout).toContain(missing);
  expect(early.process.stdout).toContain('npm run admin -- rewrap');
  const records = await database.query(
    `SELECT tenant_id, actor_type, outcome, detail FROM audit_record WHERE action = 'keyring.refused'`,
  );
  expect(records).toEqual([
    { tenant_id: null, actor_type: 'server', outcome: 'denied', detail: { missing: [missing] } },
  ]);
});

test('a server that was forgotten is not ready once rows need the new master key, and writes nothing', async () => {
  const { server: forgotten, owner, rotating } = await beginRotation();
  expect((await forgotten.anonymous().get('/health/ready')).status).toBe(200);
  const key = await createKey(owner.api.copy(rotating.origin));
  const readiness = () => forgotten.anonymous().get('/health/ready');
  await eventually('not ready', async () => (await readiness()).status === 503);
  expectProblem(await readiness(), 503, 'keyring_not_ready');
  const body = { name: 'Late', llmType: 'openai', value: 'sk-proj-late' };
  expectProblem(await owner.api.post('/api/keys', body), 503, 'keyring_not_ready');
  const versions = `/api/keys/${key.id}/versions`;
  expectProblem(await owner.api.post(versions, { value: 'sk-proj-late' }), 503, 'keyring_not_ready');
  expect((await rotating.anonymous().get('/health/ready')).status).toBe(200);
});

test('where the new master key is everywhere before it is first, no server is ever without it', async () => {
  const { database, server, owner, app } = await startWorkspace();
  const { masterKey: newest } = newSecrets();
  const { masterKey: former } = server.secrets;
  const start = (masterKey: string) =>
    startServer({ database, secrets: server.secrets, env: { IBYOK_MASTER_KEY: masterKey } });
  const behind = await start(`${former},${newest}`);
  const first = await start(`${newest},${former}`);
  const key = await createKey(owner.api.copy(first.origin));
  const read = await fetchValue(behind.withToken(app.token ?? ''), key.id, 'production');
  expect(read.body.value).toBe(key.value);
  expect((await behind.anonymous().get('/health/ready')).status).toBe(200);
});

test('is refused while no server has the newest master key', async () => {
  const { database, server } = await startWorkspace();
  const { masterKey } = newSecrets();
  const result = await rewrap(database, server.secrets, `${masterKey},${server.secrets.masterKey}`);
  expect(result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('restart them all') });
});

test('killed at any moment amid reads, it is begun again and finishes; no read fails', async () => {
  const rotation = await beginRotation();
  const { database, server, app, keys, both, rotating } = rotation;
  // Rows enough for several batches: copies of sealed rows would not open, so each is stored as people do.
  const client = rotation.owner.api;
  for (let version = 0; version < 120; version += 1) {
    await Promise.all(keys.map((key) => client.post(`/api/keys/${key.id}/versions`, { value: key.value })));
  }
  let reading = true;
  const failures: string[] = [];
  const reads = (async () => {
    const reader = rotating.withToken(app.token ?? '');
    while (reading) {
      const key = keys[Math.floor(Math.random() * keys.length)];
      const answer = await fetchValue(reader, key?.id ?? '', 'production');
      if (answer.body.value !== key?.value) failures.push(answer.text);
    }
  })();
  const variables = adminVariables(database, { ...server.secrets, masterKey: both });
  for (let round = 0; round < 6; round += 1) {
    const child = spawn(process.execPath, [ADMIN, 'rewrap'], {
      env: { PATH: process.env.PATH, ...variables },
    });
    const ended = once(child, 'close');
    const patience = setTimeout(() => child.kill('SIGKILL'), 900 + round * 60);
    await ended;
    clearTimeout(patience);
  }
  expect(await rewrap(database, server.secrets, both)).toMatchObject({ code: 0 });
  reading = false;
  await reads;
  expect(failures).toEqual([]);
  expect(await namesOf(database)).toHaveLength(1);
  await expectAllOpen(rotation, rotating);
  const doctor = await runAdmin(['doctor'], variables);
  expect(doctor).toMatchObject({ code: 0, stdout: expect.stringContaining('605 of 605 rows open.') });
});

test('works where the owner of the database is an ordinary user', async () => {
  const { database, server, both } = await beginRotation();
  const url = await giveToOrdinaryOwner(database);
  const variables = { DATABASE_URL: url, IBYOK_MASTER_KEY: both };
  expect(await runAdmin(['rewrap'], variables)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Rewrapped 5 rows/),
  });
  expect(await runAdmin(['doctor'], variables)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('5 of 5 rows open.'),
  });
  expect(await namesOf(database)).toHaveLength(1);
  expect(server.secrets.masterKey).not.toBe(both);
});

test('a row that does not open stays as it is, and is said', async () => {
  const { database, server, keys, both } = await beginRotation();
  await database.query('UPDATE key_version SET wrapped_data_key = sealed_value WHERE key_id = $1', [
    keys[0]?.id,
  ]);
  const before = await database.query('SELECT * FROM key_version WHERE key_id = $1', [keys[0]?.id]);
  const result = await rewrap(database, server.secrets, both);
  expect(result).toMatchObject({ code: 1, stdout: expect.stringContaining('1 rows do not open') });
  expect(await database.query('SELECT * FROM key_version WHERE key_id = $1', [keys[0]?.id])).toEqual(before);
});
