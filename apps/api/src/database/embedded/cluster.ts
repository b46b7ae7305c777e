import { spawn } from 'node:child_process';
import { chownSync, existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type PostgresBinaries, programPath } from './binaries.js';
import { directoryForServer, notAccessible } from './data-directory.js';
import { OWNER } from './database-address.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { explainSpawnFailure } from './server-process.js';
import type { ServerUser } from './server-user.js';
import type { Watchdog } from './start-watchdog.js';
import { systemEnvironment } from './system-environment.js';

/** What initdb needs to know. */
export interface NewCluster {
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | null;
  readonly password: string;
  readonly durable: boolean;
  /** A directory that the server can reach, for the password's hand-over. */
  readonly runtimeDirectory: string;
  readonly watchdog: Watchdog;
}

/**
 * True if `directory` holds a cluster that these binaries can open, false if there is nothing yet.
 * Fails with `major_version_mismatch` or `cluster_damaged`.
 */
export function clusterExists(directory: string, binaries: PostgresBinaries): boolean {
  if (!existsSync(directory)) return false;
  let major: string;
  try {
    major = readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw notAccessible(directory, cause);
    throw new EmbeddedPostgresError(
      'cluster_damaged',
      `${directory} is not a PostgreSQL data directory (no PG_VERSION). ` +
        'Put it back from a backup; to begin with an empty database, move it away.',
      { cause },
    );
  }
  if (major === String(binaries.major)) return true;
  throw new EmbeddedPostgresError(
    'major_version_mismatch',
    `${directory} was written by PostgreSQL ${major}, and this release brings PostgreSQL ${binaries.major}. ` +
      'With the release that wrote it run `npm run admin -- backup FILE`; move the directory away; ' +
      'then with this release run `npm run admin -- restore FILE`.',
  );
}

/** Creates the cluster beside its place and renames it: `directory` is complete or absent. */
export async function createCluster(directory: string, cluster: NewCluster): Promise<void> {
  const unfinished = `${directory}.init`;
  await rm(unfinished, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  await mkdir(unfinished, { mode: 0o700 });
  if (cluster.user !== null) chownSync(unfinished, cluster.user.uid, cluster.user.gid);
  const passwordFile = join(cluster.runtimeDirectory, 'initdb-password');
  try {
    await handOver(passwordFile, cluster.password, cluster.user);
    await runInitdb(unfinished, passwordFile, cluster);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, directory);
  if (cluster.durable) await syncDirectory(dirname(directory));
}

async function handOver(file: string, password: string, user: ServerUser | null): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(password);
    if (user !== null) await handle.chown(user.uid, user.gid);
  } finally {
    await handle.close();
  }
}

async function runInitdb(directory: string, passwordFile: string, cluster: NewCluster): Promise<void> {
  const place = directoryForServer(directory, cluster.user);
  const program = programPath(cluster.binaries, 'initdb');
  const options = ['-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-instructions'];
  if (!cluster.durable) options.push('--no-sync');
  try {
    const child = spawn(
      program,
      ['-D', place.argument, '-U', OWNER, `--pwfile=${passwordFile}`, ...options],
      {
        // A current directory that the server's user can enter, whatever ours is.
        cwd: cluster.runtimeDirectory,
        detached: true,
        env: systemEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe', ...place.inherit],
        windowsHide: true,
        ...cluster.user,
      },
    );
    if (child.pid !== undefined) cluster.watchdog.update({ initdbPid: child.pid });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += String(chunk);
      });
    }
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (error) => reject(explainSpawnFailure(program, error)));
      child.once('close', resolve);
    });
    if (code !== 0) {
      throw new EmbeddedPostgresError(
        'initdb_failed',
        `PostgreSQL's initdb could not create a database in ${directory}. Remove the cause it names, or set DATABASE_URL.\n${output.trim()}`,
      );
    }
  } finally {
    cluster.watchdog.update({ initdbPid: null });
    place.close();
  }
}

async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
