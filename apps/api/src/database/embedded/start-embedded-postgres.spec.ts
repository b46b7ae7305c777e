import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './process-identity.js';
import { OwnerProcesses, query, socketDirectory, stop } from './testing/owner-process.js';

const owners = new OwnerProcesses();
afterAll(() => owners.cleanUp());

test('starts, keeps data over a stop, and leaves nothing behind', async () => {
  const directory = owners.newDirectory();
  const first = await owners.start(directory);
  await query(first.ownerUrl, 'CREATE TABLE kept (n int)', 'INSERT INTO kept VALUES (7)');
  expect(await stop(first.owner)).toBe(0);
  expect([first.pid, first.watchdogPid].filter(isRunning)).toEqual([]);
  expect(existsSync(socketDirectory(first.ownerUrl))).toBe(false);
  expect(readdirSync(directory).sort()).toEqual(['pg', 'pg.log', 'pg.password']);

  const second = await owners.start(directory);
  const rows = await query(second.ownerUrl, 'SELECT n, current_database() AS name FROM kept');
  expect(rows).toEqual([{ n: 7, name: 'ibyok' }]);
  expect(await stop(second.owner)).toBe(0);
});

test('is durable unless told otherwise', async () => {
  const directory = owners.newDirectory();
  for (const [DURABLE, setting] of [
    ['true', 'on'],
    ['false', 'off'],
  ]) {
    const server = await owners.start(directory, { DURABLE });
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      expect(await query(server.ownerUrl, `SHOW ${name}`)).toEqual([{ [name]: setting }]);
    }
    expect(await query(server.ownerUrl, 'SHOW max_connections')).toEqual([{ max_connections: '20' }]);
    await stop(server.owner);
  }
});

test('refuses a second start and leaves the first alone', async () => {
  const directory = owners.newDirectory();
  const first = await owners.start(directory);
  const { report } = await owners.own(directory);
  expect(report).toMatchObject({
    code: 'data_directory_in_use',
    message: expect.stringContaining('already in use by process'),
  });
  expect(await query(first.ownerUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await stop(first.owner);
});

test('of two first starts at once, one runs and the other is refused', async () => {
  const directory = owners.newDirectory();
  const both = await Promise.all([owners.own(directory), owners.own(directory)]);
  const refused = both.flatMap(({ report }) => ('code' in report ? [report.code] : []));
  expect(refused).toEqual(['data_directory_in_use']);
  for (const { owner, report } of both) {
    if ('code' in report) continue;
    expect(await query(report.ownerUrl, 'CREATE TABLE t (n int)', 'SELECT n FROM t')).toEqual([]);
    expect(await stop(owner)).toBe(0);
  }
  await stop((await owners.start(directory)).owner);
});

test('keeps secrets to itself: in files, in its log, from its children', async () => {
  const directory = owners.newDirectory();
  const server = await owners.start(directory, { IBYOK_MASTER_KEY: 'a-master-key', PGHOST: 'elsewhere' });
  const isRoot = process.getuid?.() === 0;
  expect(statSync(directory).mode & 0o777).toBe(isRoot ? 0o711 : 0o700);
  const password = readFileSync(join(directory, 'pg.password'), 'utf8').trim();
  expect(server.ownerUrl).toContain(password);

  await query(server.ownerUrl, 'CREATE TABLE t (secret text UNIQUE)', "INSERT INTO t VALUES ('sk-live')");
  await expect(query(server.ownerUrl, "INSERT INTO t VALUES ('sk-live')")).rejects.toThrow('duplicate key');
  const log = readFileSync(join(directory, 'pg.log'), 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toMatch(/sk-live/);
  expect(log).not.toContain(password);

  for (const file of ['pg.password', 'pg.log', 'pg.lock']) {
    expect(statSync(join(directory, file)).mode & 0o077).toBe(0);
  }
  expect(statSync(socketDirectory(server.ownerUrl)).mode & 0o077).toBe(0);
  if (process.platform === 'linux') {
    for (const pid of [server.pid, server.watchdogPid]) {
      expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toMatch(/a-master-key|elsewhere/);
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(password);
    }
  }
  await expect(query(server.ownerUrl.replace(password, 'wrong'), 'SELECT 1')).rejects.toThrow(
    /password authentication/,
  );
  await stop(server.owner);
});
