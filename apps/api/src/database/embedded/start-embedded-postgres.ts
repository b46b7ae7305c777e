import { join } from 'node:path';
import { locateBinaries, type PostgresBinaries, prepareBinaries } from './binaries.js';
import { clusterExists, createCluster } from './cluster.js';
import { createDataDirectory, letThrough } from './data-directory.js';
import { lockDataDirectory } from './data-directory-lock.js';
import { ownerUrl } from './database-address.js';
import { readOwnerPassword } from './owner-password.js';
import { settlePreviousServer } from './previous-server.js';
import { createRuntimeDirectory } from './runtime-directory.js';
import { chooseServerUser } from './server-user.js';
import { startWatchdog } from './start-watchdog.js';
import { startServer, stopServer } from './supervised-server.js';

export interface EmbeddedPostgresOptions {
  /** Created if missing; holds the cluster (`pg`), its password, its lock and its log. */
  readonly dataDirectory: string;
  /** False turns fsync, synchronous commits and full-page writes off: for tests only. Default true. */
  readonly durable?: boolean;
  /** Told of what takes long, or goes wrong later. Never a secret. */
  readonly log?: (line: string) => void;
  /** PostgreSQL's max_connections. Default 100. */
  readonly maxConnections?: number;
  /** Called if PostgreSQL ends although nobody stopped it. */
  readonly onUnexpectedEnd?: () => void;
}

/** A PostgreSQL of this process's own. */
export interface EmbeddedPostgres {
  /**
   * The connection URL of the superuser `ibyok` on the database `ibyok`, password included. Where there
   * are Unix sockets, the host is a query parameter (`postgresql://user:password@/ibyok?host=/directory`).
   */
  readonly ownerUrl: string;
  /** The postmaster's. */
  readonly pid: number;
  /** Shuts PostgreSQL down (open connections are cut) and resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** What to undo, in the order it was done. */
type Cleanups = (() => Promise<unknown>)[];

/**
 * Starts the embedded PostgreSQL on a data directory, creating the cluster at the first start. One process
 * at a time: a second start fails with `data_directory_in_use` after 3 s. If this process dies without
 * `stop()`, PostgreSQL is shut down all the same. Fails with an EmbeddedPostgresError.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const binaries = locateBinaries();
  const dataDirectory = createDataDirectory(options.dataDirectory);
  const lock = await lockDataDirectory(join(dataDirectory, 'pg.lock'));
  const cleanups: Cleanups = [lock.release];
  try {
    return await startLocked(dataDirectory, binaries, lock.takenOver, options, cleanups);
  } catch (error) {
    await cleanUp(cleanups);
    throw error;
  }
}

async function startLocked(
  dataDirectory: string,
  located: PostgresBinaries,
  orphaned: boolean,
  options: EmbeddedPostgresOptions,
  cleanups: Cleanups,
): Promise<EmbeddedPostgres> {
  const { durable = true, maxConnections = 100, log = () => {}, onUnexpectedEnd = () => {} } = options;
  const cluster = join(dataDirectory, 'pg');
  const logFile = join(dataDirectory, 'pg.log');
  const user = chooseServerUser(cluster);
  const exists = clusterExists(cluster, located);
  await settlePreviousServer(cluster, orphaned);
  const password = await readOwnerPassword(dataDirectory, exists);
  letThrough(dataDirectory, user);

  const watchdog = startWatchdog(log);
  cleanups.push(watchdog.dismiss);
  const runtimeDirectory = createRuntimeDirectory(user);
  watchdog.update({ runtimeDirectory });
  const systemCache = user === null ? [] : ['/var/cache/ibyok'];
  const binaries = await prepareBinaries(located, user, [dataDirectory, ...systemCache, runtimeDirectory]);

  if (!exists) {
    log(`creating a PostgreSQL ${binaries.major} database in ${cluster}`);
    await createCluster(cluster, { binaries, user, password, durable, runtimeDirectory, watchdog });
  }
  const plan = { binaries, user, cluster, runtimeDirectory, logFile, durable, maxConnections };
  const server = await startServer(plan, password, watchdog);
  cleanups.push(() => stopServer(server.process));

  let stopped: Promise<void> | undefined;
  server.process.ended.then(() => {
    if (stopped !== undefined) return;
    log(`the embedded PostgreSQL ended unexpectedly; its log is ${logFile}`);
    onUnexpectedEnd();
  });
  return {
    ownerUrl: ownerUrl(server.listener, password),
    pid: server.process.pid,
    stop: () => {
      stopped ??= cleanUp(cleanups);
      return stopped;
    },
  };
}

async function cleanUp(cleanups: Cleanups): Promise<void> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
}
