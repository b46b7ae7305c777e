import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { chooseServerUser } from '../../src/database/embedded/server-user.js';
import { onCleanup } from './cleanup.js';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';
import { newDirectory, noteProcess } from './run.js';
import type { TestDatabase } from './test-database.js';

const DOCUMENT = new URL('../../../../docs/postgresql.md', import.meta.url);

/** Who logs in at PgBouncer, and with PgBouncer at PostgreSQL. */
export interface Login {
  readonly name: string;
  readonly password: string;
}

/** Why PgBouncer cannot be run here; null where it can. */
export function whyNoPgbouncer(): string | null {
  const { status } = spawnSync('pgbouncer', ['--version'], { stdio: 'ignore' });
  return status === 0 ? null : 'pgbouncer is not installed';
}

/** The sample in this language that docs/postgresql.md has, as it stands there. */
export function documentedSample(language: 'sql' | 'ini'): string {
  const [, sample] =
    new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
  if (sample === undefined) throw new Error(`docs/postgresql.md has no sample in ${language}`);
  return sample;
}

/**
 * Runs PgBouncer before a database, by the documented pgbouncer.ini with these replacements. Returns the URL at which
 * a login reaches the database through it. It is ended at the end of the test file.
 */
export async function startPgbouncer(
  { url }: TestDatabase,
  logins: readonly Login[],
  replacements: readonly (readonly [string | RegExp, string])[] = [],
): Promise<(login: Login) => string> {
  const directory = newDirectory();
  mkdirSync(directory);
  const { host, port, database } = new Client({ connectionString: url });
  const ownPort = await freePort();
  const users = join(directory, 'userlist.txt');
  writeFileSync(users, logins.map(({ name, password }) => `"${name}" "${password}"\n`).join(''));
  const ini = [
    ['host=127.0.0.1 port=5432 dbname=ibyok', `host=${host} port=${port} dbname=${database}`] as const,
    ['listen_port = 6432', `listen_port = ${ownPort}\nunix_socket_dir =`] as const,
    ['/etc/pgbouncer/userlist.txt', users] as const,
    ...replacements,
  ].reduce(replaceOnce, documentedSample('ini'));
  const file = join(directory, 'pgbouncer.ini');
  writeFileSync(file, ini);
  // PgBouncer, as PostgreSQL, does not run as root; where there is a socket, only its owner may use it.
  const user = chooseServerUser(join(directory, 'none'));
  if (user) for (const path of [directory, users, file]) chownSync(path, user.uid, user.gid);
  chmodSync(directory, 0o700);

  const child = spawn('pgbouncer', [file], { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...user });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const forget = noteProcess(child.pid ?? 0);
  const ended = once(child, 'close').then(forget);
  onCleanup(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const urlOf = ({ name, password }: Login): string =>
    `postgresql://${name}:${password}@127.0.0.1:${ownPort}/ibyok`;
  await eventually('PgBouncer listens', () => {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${said}`);
    return said.includes('process up');
  });
  return urlOf;
}

function replaceOnce(text: string, [old, by]: readonly [string | RegExp, string]): string {
  const replaced = text.replace(old, () => by);
  if (replaced === text) throw new Error(`the documented pgbouncer.ini has no ${old}`);
  return replaced;
}
