import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { isRunning } from './process-identity.js';
import { goneWithin, OwnerProcesses, query, socketDirectory, stop } from './testing/owner-process.js';

const owners = new OwnerProcesses();
afterAll(() => owners.cleanUp());

test('a killed owner leaves nothing within a second, and no acknowledged row is lost', async () => {
  const directory = owners.newDirectory();
  let server = await owners.start(directory);
  await query(server.ownerUrl, 'CREATE TABLE acknowledged (n int)');
  let acknowledged = 0;
  for (let round = 1; round <= 3; round += 1) {
    acknowledged += await insertUntilKilled(server.ownerUrl, server.owner);
    expect(await goneWithin(1_000, server.pid, server.watchdogPid)).toBe(true);
    expect(existsSync(socketDirectory(server.ownerUrl))).toBe(false);
    server = await owners.start(directory);
    const [counted] = (await query(server.ownerUrl, 'SELECT count(*)::int AS rows FROM acknowledged')) as {
      rows: number;
    }[];
    // Of each round, the statement in flight at the kill may have been committed without an answer.
    expect(counted?.rows).toBeGreaterThanOrEqual(acknowledged);
    expect(counted?.rows).toBeLessThanOrEqual(acknowledged + round);
  }
  expect(acknowledged).toBeGreaterThan(3);
  await stop(server.owner);
});

test('a start right after a kill waits for the old server to go', async () => {
  const directory = owners.newDirectory();
  const killed = await owners.start(directory);
  killed.owner.kill('SIGKILL');
  await stop((await owners.start(directory)).owner);
});

test('a killed first start leaves no initdb, and is begun anew', async () => {
  const directory = owners.newDirectory();
  owners.own(directory).catch(() => {});
  while (!existsSync(join(directory, 'pg.init', 'base'))) await sleep(5);
  expect(existsSync(join(directory, 'pg'))).toBe(false);
  const lock = JSON.parse(readFileSync(join(directory, 'pg.lock'), 'utf8')) as { pid: number };
  process.kill(lock.pid, 'SIGKILL');
  await sleep(500);
  expect(execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })).not.toContain(directory);
  const second = await owners.start(directory);
  expect(await query(second.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await stop(second.owner);
  expect(existsSync(join(directory, 'pg.init'))).toBe(false);
});

test('a PostgreSQL that somebody else runs on the cluster is left alone', async () => {
  const directory = owners.newDirectory();
  const running = await owners.start(directory);
  rmSync(join(directory, 'pg.lock'));
  const { report } = await owners.own(directory);
  expect(report).toMatchObject({
    code: 'data_directory_in_use',
    message: expect.stringContaining(`PostgreSQL, process ${running.pid}`),
  });
  expect(await query(running.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await stop(running.owner);
});

test('a server whose owner and watchdog were both killed is shut down by the next start', async () => {
  const directory = owners.newDirectory();
  const orphaned = await owners.start(directory);
  await query(orphaned.ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS n');
  process.kill(orphaned.watchdogPid, 'SIGKILL');
  orphaned.owner.kill('SIGKILL');
  const next = await owners.start(directory);
  expect(isRunning(orphaned.pid)).toBe(false);
  expect(await query(next.ownerUrl, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  await stop(next.owner);
  rmSync(socketDirectory(orphaned.ownerUrl), { recursive: true, force: true });
});

test('a postmaster.pid whose pid another program has now does not stand in the way', async () => {
  const directory = owners.newDirectory();
  await stop((await owners.start(directory)).owner);
  const stale = join(directory, 'pg', 'postmaster.pid');
  // Of the same account: PostgreSQL itself sees through a pid of any other.
  const { uid, gid } = statSync(join(directory, 'pg'));
  const other = spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' });
  writeFileSync(stale, `${other.pid}\n${directory}/pg\n0\n5432\n/gone\n\n\nready   \n`);
  chownSync(stale, uid, gid);
  await stop((await owners.start(directory)).owner);
  other.kill();
});

test('a cluster of another major version is refused and left as it is', async () => {
  const directory = owners.newDirectory();
  await stop((await owners.start(directory)).owner);
  const version = join(directory, 'pg', 'PG_VERSION');
  const current = readFileSync(version);
  writeFileSync(version, '17\n');
  const { report } = await owners.own(directory);
  expect(report).toMatchObject({
    code: 'major_version_mismatch',
    message: expect.stringMatching(/PostgreSQL 17.*PostgreSQL 18.*backup.*restore/s),
  });
  writeFileSync(version, current);
  await stop((await owners.start(directory)).owner);
});

test('a cluster whose password file is gone is refused, not replaced', async () => {
  const directory = owners.newDirectory();
  await stop((await owners.start(directory)).owner);
  rmSync(join(directory, 'pg.password'));
  const { report } = await owners.own(directory);
  expect(report).toMatchObject({ code: 'password_missing', message: expect.stringContaining('is gone') });
  expect(existsSync(join(directory, 'pg.password'))).toBe(false);
  expect(existsSync(join(directory, 'pg', 'PG_VERSION'))).toBe(true);
});

const asRoot = process.getuid?.() === 0 && process.platform === 'linux' ? test : test.skip;
asRoot('root may keep the data where no other account can go', async () => {
  const closed = owners.newDirectory();
  const directory = join(closed, 'data');
  mkdirSync(dirname(directory), { recursive: true });
  chmodSync(closed, 0o700);
  for (const rows of [[], [{ n: 7 }]]) {
    const server = await owners.start(directory);
    await query(server.ownerUrl, 'CREATE TABLE IF NOT EXISTS kept (n int)');
    expect(await query(server.ownerUrl, 'SELECT n FROM kept')).toEqual(rows);
    await query(server.ownerUrl, 'INSERT INTO kept VALUES (7)');
    await stop(server.owner);
  }
});

async function insertUntilKilled(
  ownerUrl: string,
  owner: { kill(signal: 'SIGKILL'): unknown },
): Promise<number> {
  const writer = new Client(ownerUrl);
  writer.on('error', () => {});
  await writer.connect();
  setTimeout(() => owner.kill('SIGKILL'), 150);
  let inserted = 0;
  for (;;) {
    const answer = await writer.query('INSERT INTO acknowledged VALUES (1)').catch(() => null);
    if (answer === null) return inserted;
    inserted += 1;
  }
}
