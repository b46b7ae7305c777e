import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runAdmin } from '../harness/admin-command.js';
import { onCleanup } from '../harness/cleanup.js';
import type { Page, Token } from '../harness/contract.js';
import { startFakeKms } from '../harness/fake-kms.js';
import { giveToOrdinaryOwner } from '../harness/ordinary-owner.js';
import { invite, join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { newSecrets } from '../harness/server-process.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import {
  createKey,
  createOwner,
  createToken,
  fetchValue,
  startWorkspace,
  unique,
} from '../harness/workspace.js';

const ADMIN = fileURLToPath(new URL('../../dist/admin.js', import.meta.url));
const directory = mkdtempSync(joinPath(tmpdir(), 'ibyok-backup-'));
onCleanup(async () => rmSync(directory, { recursive: true, force: true }));
const newFile = (): string => joinPath(directory, `${randomBytes(6).toString('hex')}.backup`);

const source = await startWorkspace();
const { database, server, owner, app } = source;
const { masterKey } = server.secrets;
const odd = await createKey(owner.api, {
  name: 'Tab\\t "quote" \\N \u{1F511} e\u0301'.replaceAll('\\t', ''),
  value: `sk-${'\\N \\. \u{10FFFF}é\\'}${'x'.repeat(8_000)}`,
});
const keys = [odd];
for (let index = 0; index < 20; index += 1) keys.push(await createKey(owner.api));
for (const key of keys.slice(0, 5))
  await owner.api.post(`/api/keys/${key.id}/versions`, { value: key.value });
const member = await join(server, owner.api, 'member');
await invite(owner.api, 'viewer');
await fetchValue(app, odd.id, 'production');
const entry = {
  tenant_id: owner.session.tenant.id,
  actor_type: 'server',
  action: 'key.changed',
  outcome: 'allowed',
  requests: Array.from({ length: 100 }, () => [null, null]),
};
for (let batch = 0; batch < 20; batch += 1) {
  await database.query('SELECT append_audit_records($1)', [
    JSON.stringify(Array.from({ length: 25 }, () => entry)),
  ]);
}
const file = newFile();
const made = await runAdmin(['backup', file], { DATABASE_URL: database.url, IBYOK_MASTER_KEY: masterKey });

const variablesOf = (target: TestDatabase, key = masterKey) => ({
  DATABASE_URL: target.url,
  IBYOK_MASTER_KEY: key,
});
const emptyTarget = (): Promise<TestDatabase> => createTestDatabase({ migrated: false });

async function isEmpty(target: TestDatabase): Promise<boolean> {
  const [there] = await target.query<{ there: boolean }>(
    `SELECT to_regclass('public.tenant') IS NOT NULL AS there`,
  );
  if (!there?.there) return true;
  return (await target.query('SELECT FROM tenant')).length === 0;
}

test('a backup is one file for its owner alone, made beside the running server, and recorded', async () => {
  expect(made).toEqual({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(
      /^Backed up \d{5} rows\. To restore them takes the master key mk_[0-9a-f]{16}\.\n$/,
    ),
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(directory).filter((name) => name.endsWith('.partial'))).toEqual([]);
  expect((await fetchValue(app, odd.id, 'production')).status).toBe(200);
  const [record] = await database.query(
    `SELECT tenant_id, detail FROM audit_record WHERE action = 'backup.created'`,
  );
  expect(record).toMatchObject({ tenant_id: null, detail: { rows: expect.any(Number) } });
});

test('a backup holds no value, token, password, address or master key, in any form', () => {
  const bytes = readFileSync(file);
  const secrets = [
    odd.value.slice(-100),
    ...keys.slice(1).map(({ value }) => value),
    app.token ?? '',
    owner.password,
    owner.email,
    masterKey,
    member.email,
  ];
  for (const secret of secrets) {
    for (const form of [
      secret,
      Buffer.from(secret).toString('base64').slice(0, -4),
      Buffer.from(secret).toString('hex'),
    ]) {
      expect(bytes.includes(form)).toBe(false);
    }
  }
  expect(bytes.includes(Buffer.from(masterKey, 'base64'))).toBe(false);
  expect(bytes.includes('audit_record')).toBe(false);
});

test('restored on an empty machine, every value is there, the chain verifies, and nobody is signed in', async () => {
  const target = await emptyTarget();
  const result = await runAdmin(['restore', file], variablesOf(target));
  expect(result).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('Access tokens are suspended'),
  });
  const next = await startServer({ database: target, secrets: server.secrets });
  expectProblem(await owner.api.copy(next.origin).get('/api/session'), 401, 'unauthenticated');
  const api = next.anonymous();
  expect((await api.post('/api/session', { email: owner.email, password: owner.password })).status).toBe(201);
  expect((await api.get<Page<unknown>>('/api/invitations')).body.items).toEqual([]);
  expectProblem(
    await next.anonymous().post('/api/setup', {
      setupToken: server.secrets.setupToken,
      email: 'a@example.com',
      password: unique('password-'),
      tenantName: 'X',
    }),
    409,
    'setup_done',
  );

  const { token } = await createToken(api);
  for (const key of keys) {
    const answer = await fetchValue(next.withToken(token), key.id, 'production');
    expect(answer.body).toMatchObject({ value: key.value, name: key.name });
  }
  for (const name of ['key', 'key_version', 'membership', 'account', 'tenant', 'access_token']) {
    const count = `SELECT count(*)::int FROM ${name}`;
    const [before] = await database.query<{ count: number }>(count);
    const [after] = await target.query<{ count: number }>(count);
    expect({ name, ...after }).toEqual({
      name,
      count: (before?.count ?? 0) + (name === 'access_token' ? 1 : 0),
    });
  }
  const walls = `SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1`;
  expect(await target.query(walls)).toEqual(await database.query(walls));
  expect(await runAdmin(['audit', 'verify'], variablesOf(target))).toMatchObject({ code: 0 });
  expect(await runAdmin(['doctor'], variablesOf(target))).toMatchObject({ code: 0 });
  const records = (await api.get<Page<{ action: string }>>('/api/audit?action=key.created&limit=100')).body
    .items;
  expect(records).toHaveLength(keys.length);
});

test('a token revoked after the backup stays refused after the restore; an admin resumes the others', async () => {
  const kept = await createToken(owner.api);
  const doomed = await createToken(owner.api);
  const later = newFile();
  expect((await runAdmin(['backup', later], variablesOf(database))).code).toBe(0);
  await owner.api.delete(`/api/tokens/${doomed.id}`);
  const target = await emptyTarget();
  expect((await runAdmin(['restore', later], variablesOf(target))).code).toBe(0);
  const next = await startServer({ database: target, secrets: server.secrets });
  for (const { token } of [kept, doomed]) {
    expectProblem(await fetchValue(next.withToken(token), odd.id, 'production'), 401, 'unauthenticated');
  }
  const api = next.anonymous();
  await api.post('/api/session', { email: owner.email, password: owner.password });
  const { items } = (await api.get<Page<Token>>('/api/tokens?limit=100')).body;
  expect(items.every(({ suspended }) => suspended)).toBe(true);
  expect((await api.post(`/api/tokens/${kept.id}/resume`)).status).toBe(200);
  expect((await fetchValue(next.withToken(kept.token), odd.id, 'production')).body.value).toBe(odd.value);
  expectProblem(await fetchValue(next.withToken(doomed.token), odd.id, 'production'), 401);

  const other = await emptyTarget();
  expect((await runAdmin(['restore', later, '--keep-tokens'], variablesOf(other))).code).toBe(0);
  const keeping = await startServer({ database: other, secrets: server.secrets });
  expect((await fetchValue(keeping.withToken(kept.token), odd.id, 'production')).body.value).toBe(odd.value);
});

test('without its master key a backup is useless, and says which one it needs', async () => {
  const target = await emptyTarget();
  const result = await runAdmin(['restore', file], variablesOf(target, newSecrets().masterKey));
  expect(result).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^The backup opens with the master key mk_[0-9a-f]{16}, which is not here\./,
    ),
  });
  expect(await isEmpty(target)).toBe(true);
});

test('a damaged backup restores nothing: flipped bits, cut off, added to', async () => {
  const whole = readFileSync(file);
  const damaged = newFile();
  const target = await emptyTarget();
  const flip = (at: number): Buffer => {
    const copy = Buffer.from(whole);
    copy[at] = (copy[at] ?? 0) ^ 4;
    return copy;
  };
  const places = [
    20,
    60,
    150,
    whole.indexOf('\n', 20) + 5,
    whole.length >> 1,
    whole.length - 70_000,
    whole.length - 1,
  ];
  const files = [
    ...places.map(flip),
    whole.subarray(0, 10),
    whole.subarray(0, whole.length - 1),
    whole.subarray(0, whole.length >> 1),
    Buffer.concat([whole, Buffer.alloc(1)]),
    Buffer.concat([whole, whole]),
  ];
  for (const [index, bytes] of files.entries()) {
    writeFileSync(damaged, bytes);
    const result = await runAdmin(['restore', damaged], variablesOf(target));
    expect({ index, code: result.code, lines: result.stderr.trim().split('\n').length }).toEqual({
      index,
      code: 1,
      lines: 1,
    });
    expect(result.stderr).toMatch(/damaged|no backup|which is not here/);
    expect(await isEmpty(target)).toBe(true);
  }
  expect((await runAdmin(['restore', file], variablesOf(target))).code).toBe(0);
});

test('is refused where there is data, or a server', async () => {
  const used = await startWorkspace();
  const variables = variablesOf(used.database);
  expect(await runAdmin(['restore', file], variables)).toMatchObject({
    code: 1,
    stderr: 'A server uses this database. Stop it, and restore into an empty one.\n',
  });
  await used.server.process.stop();
  expect(await runAdmin(['restore', file], variables)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('holds data already'),
  });
  const again = await startServer({ database: used.database, secrets: used.server.secrets });
  const { email, password } = used.owner;
  expect((await again.anonymous().post('/api/session', { email, password })).status).toBe(201);
});

test('a file that is there is not written over', async () => {
  const before = readFileSync(file);
  expect(await runAdmin(['backup', file], variablesOf(database))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Choose another one'),
  });
  expect(readFileSync(file).equals(before)).toBe(true);
  const nowhere = joinPath(directory, 'nowhere', 'x');
  expect(await runAdmin(['backup', nowhere], variablesOf(database))).toMatchObject({
    code: 1,
    stderr: 'The backup cannot be written there (ENOENT).\n',
  });
  expect(await runAdmin(['restore', nowhere], variablesOf(database))).toMatchObject({
    code: 1,
    stderr: 'The backup cannot be read there (ENOENT).\n',
  });
});

test('an ordinary owner of the database backs up and restores every row, too', async () => {
  const other = await startWorkspace();
  const key = await createKey(other.owner.api);
  const url = await giveToOrdinaryOwner(other.database);
  const saved = newFile();
  const env = { IBYOK_MASTER_KEY: other.server.secrets.masterKey };
  const backup = await runAdmin(['backup', saved], { ...env, DATABASE_URL: url });
  expect(backup.stderr).toBe('');
  const target = await createTestDatabase();
  const targetUrl = await giveToOrdinaryOwner(target);
  const result = await runAdmin(['restore', saved], { ...env, DATABASE_URL: targetUrl });
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const rows = (text: string): string | undefined => /(\d+) rows/.exec(text)?.[1];
  expect(rows(result.stdout)).toBe(rows(backup.stdout));
  const next = await startServer({
    database: target,
    secrets: other.server.secrets,
    env: { DATABASE_URL: targetUrl },
  });
  const api = next.anonymous();
  await api.post('/api/session', { email: other.owner.email, password: other.owner.password });
  const { token } = await createToken(api);
  expect((await fetchValue(next.withToken(token), key.id, 'production')).body.value).toBe(key.value);
});

test('from one machine with its own PostgreSQL to another: the master key is carried apart', async () => {
  const [from, to] = [
    mkdtempSync(joinPath(tmpdir(), 'ibyok-from-')),
    mkdtempSync(joinPath(tmpdir(), 'ibyok-to-')),
  ];
  onCleanup(async () => {
    for (const path of [from, to]) rmSync(path, { recursive: true, force: true });
  });
  const first = await startServer({ dataDirectory: from });
  const founder = await createOwner(first);
  const key = await createKey(founder.api);
  const saved = newFile();
  expect(await runAdmin(['backup', saved], { IBYOK_DATA_DIR: from })).toMatchObject({ code: 0 });
  expect(await runAdmin(['restore', saved], { IBYOK_DATA_DIR: from })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Stop it'),
  });
  await first.process.stop();

  expect(await runAdmin(['restore', saved], { IBYOK_DATA_DIR: to })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('put the file master-key into the data directory'),
  });
  expect(readdirSync(to)).not.toContain('master-key');
  writeFileSync(joinPath(to, 'master-key'), readFileSync(joinPath(from, 'master-key')), { mode: 0o600 });
  expect(await runAdmin(['restore', saved], { IBYOK_DATA_DIR: to })).toMatchObject({ code: 0 });
  const next = await startServer({ dataDirectory: to });
  const api = next.anonymous();
  expect((await api.post('/api/session', { email: founder.email, password: founder.password })).status).toBe(
    201,
  );
  const { token } = await createToken(api);
  expect((await fetchValue(next.withToken(token), key.id, 'production')).body.value).toBe(key.value);
});

test('a backup whose master key AWS KMS keeps needs that KMS alone', async () => {
  const kms = await startFakeKms();
  const kept = await createTestDatabase();
  const first = await startServer({ database: kept, env: kms.variables });
  const founder = await createOwner(first);
  const key = await createKey(founder.api);
  const saved = newFile();
  expect((await runAdmin(['backup', saved], { DATABASE_URL: kept.url, ...kms.variables })).code).toBe(0);
  const target = await emptyTarget();
  expect((await runAdmin(['restore', saved], variablesOf(target))).code).toBe(1);
  expect((await runAdmin(['restore', saved], { DATABASE_URL: target.url, ...kms.variables })).code).toBe(0);
  const next = await startServer({ database: target, secrets: first.secrets, env: kms.variables });
  const api = next.anonymous();
  await api.post('/api/session', { email: founder.email, password: founder.password });
  const { token } = await createToken(api);
  expect((await fetchValue(next.withToken(token), key.id, 'production')).body.value).toBe(key.value);
});

test('killed at any moment, a backup is whole or has no file of its name, and a restore is whole or nothing', async () => {
  const target = await emptyTarget();
  for (let round = 0; round < 5; round += 1) {
    const saved = newFile();
    await runFor(['backup', saved], variablesOf(database), 700 + round * 150);
    if (existsSync(saved)) {
      const other = await emptyTarget();
      expect(await runAdmin(['restore', saved], variablesOf(other))).toMatchObject({ code: 0 });
    }
    await runFor(['restore', file], variablesOf(target), 900 + round * 150);
    if (!(await isEmpty(target))) break;
  }
  if (await isEmpty(target)) expect((await runAdmin(['restore', file], variablesOf(target))).code).toBe(0);
  expect(await runAdmin(['audit', 'verify'], variablesOf(target))).toMatchObject({ code: 0 });
  expect(await target.query('SELECT FROM key_version')).toHaveLength(
    (await database.query('SELECT FROM key_version')).length,
  );
});

/** Runs a verb and kills it after a time. */
async function runFor(words: readonly string[], variables: object, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, [ADMIN, ...words], {
    env: { PATH: process.env.PATH, ...variables },
    stdio: 'ignore',
  });
  const patience = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  await once(child, 'close');
  clearTimeout(patience);
}
