import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { chooseServerUser } from '../../src/database/embedded/server-user.js';
import { systemEnvironment } from '../../src/database/embedded/system-environment.js';
import { onCleanup } from './cleanup.js';
import { databaseAt } from './database-at.js';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { newDirectory, noteProcess } from './run.js';
import type { TestDatabase } from './test-database.js';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const USER = 'ibyok';

/** A PostgreSQL 15 as Debian packages it: unlike the one that comes with the server, it has what makes standbys. */
export interface DebianPostgres {
  /** An empty database on it, or what its primary's had. */
  readonly database: TestDatabase;
  /** Kills every process of it at once, as the end of its machine does. */
  kill(): Promise<void>;
}

/** Why Debian's PostgreSQL 15 cannot be run here; null where it can. */
export function whyNoDebianPostgres(): string | null {
  return existsSync(join(PROGRAMS, 'pg_basebackup')) ? null : `${PROGRAMS} is not there`;
}

/** Starts one on a port of its own, with a password of its own; it is killed at the end of the test file. */
export async function startDebianPostgres(password: string): Promise<DebianPostgres> {
  const place = newPlace();
  const passwordFile = join(place.directory, 'password');
  writeFileSync(passwordFile, password);
  await place.run('initdb', [
    `--pgdata=${place.cluster}`,
    `--username=${USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  return start(place, password);
}

/** Copies a primary and starts the copy as its streaming standby, under this name, reaching it at this URL. */
export async function startStandby(primaryUrl: string, name: string): Promise<DebianPostgres> {
  const place = newPlace();
  const { host, port, password } = new Client({ connectionString: primaryUrl });
  const address = `host=${host} port=${port} user=${USER} password=${password} application_name=${name}`;
  await place.run('pg_basebackup', [
    `--dbname=${address}`,
    `--pgdata=${place.cluster}`,
    '--write-recovery-conf',
    '--checkpoint=fast',
    '--no-sync',
  ]);
  return start(place, password ?? '');
}

interface Place {
  readonly directory: string;
  readonly cluster: string;
  run(program: string, words: readonly string[]): Promise<unknown>;
  spawn(program: string, words: readonly string[]): ChildProcess;
}

/** PostgreSQL does not run as root: its files are another's then. */
function newPlace(): Place {
  const directory = newDirectory();
  const cluster = join(directory, 'pg');
  mkdirSync(directory);
  const user = chooseServerUser(cluster);
  if (user) chownSync(directory, user.uid, user.gid);
  chmodSync(directory, 0o755);
  const shared = { cwd: '/', env: systemEnvironment(), ...user };
  return {
    directory,
    cluster,
    run: (program, words) => promisify(execFile)(join(PROGRAMS, program), [...words], shared),
    spawn: (program, words) => spawn(join(PROGRAMS, program), [...words], { ...shared, stdio: 'ignore' }),
  };
}

async function start(place: Place, password: string): Promise<DebianPostgres> {
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    // What is killed here is processes, not the operating system, which writes what they have written.
    fsync: 'off',
    wal_receiver_timeout: '5s',
  };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = place.spawn('postgres', ['-D', place.cluster, ...words]);
  const pid = child.pid ?? 0;
  const forget = noteProcess(pid);
  const ended = once(child, 'exit').then(forget);
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) killTree(pid);
    await ended;
  };
  onCleanup(kill);
  const database = databaseAt(`postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`);
  await eventually('PostgreSQL 15 answers', async () => {
    if (child.exitCode !== null) throw new Error('PostgreSQL 15 ended');
    return database.query('SELECT 1').then(
      () => true,
      () => false,
    );
  });
  return { database, kill };
}

/** The postmaster stands still first, so that it starts no other process meanwhile. */
function killTree(pid: number): void {
  process.kill(pid, 'SIGSTOP');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/);
  for (const process_ of [...children.filter(Boolean).map(Number), pid]) {
    try {
      process.kill(process_, 'SIGKILL');
    } catch {
      // Gone by itself meanwhile.
    }
  }
}
