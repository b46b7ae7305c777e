import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { locateBinaries, prepareBinaries } from '../../src/database/embedded/binaries.js';
import { createCluster } from '../../src/database/embedded/cluster.js';
import { letThrough } from '../../src/database/embedded/data-directory.js';
import { ownerUrl } from '../../src/database/embedded/database-address.js';
import { waitUntilReady } from '../../src/database/embedded/readiness.js';
import { createRuntimeDirectory } from '../../src/database/embedded/runtime-directory.js';
import {
  type ServerPlan,
  type ServerProcess,
  spawnServer,
} from '../../src/database/embedded/server-process.js';
import { chooseServerUser } from '../../src/database/embedded/server-user.js';
import { onCleanup } from './cleanup.js';
import { databaseAt } from './database-at.js';
import { freePort } from './free-port.js';
import { newDirectory, noteProcess } from './run.js';
import type { TestDatabase } from './test-database.js';

/** A PostgreSQL of a test's own, so that it may be stopped, and comes back at the same address. */
export interface OwnCluster {
  /** An empty database on it. */
  readonly database: TestDatabase;
  readonly isRunning: boolean;
  /** Starts it again. */
  start(): Promise<void>;
  /** Shuts it down; open connections are cut. */
  stop(): Promise<void>;
  /** Ends it as a crash does: the next start recovers. */
  crash(): Promise<void>;
  /** Has every process of it stand still (SIGSTOP): connections stay open, nobody answers. */
  freeze(): Promise<void>;
  /** Lets them go on (SIGCONT). */
  thaw(): void;
}

/** The test's end is watched over by the run's teardown. */
const NO_WATCHDOG = { update: () => {}, dismiss: async () => {} };

/**
 * Creates a cluster from the binaries that come with the server, on a TCP port of its own, and starts it. It is
 * stopped at the end of the test file. Takes where its data lies, unless that does not matter.
 */
export async function startOwnCluster(directory = newDirectory()): Promise<OwnCluster> {
  mkdirSync(directory, { recursive: true });
  const cluster = join(directory, 'pg');
  const user = chooseServerUser(cluster);
  letThrough(directory, user);
  const runtimeDirectory = createRuntimeDirectory(user);
  onCleanup(async () => rmSync(runtimeDirectory, { recursive: true, force: true }));
  const programs = newDirectory();
  chmodSync(dirname(programs), 0o755);
  const binaries = await prepareBinaries(locateBinaries(), user, [programs]);
  const password = randomBytes(12).toString('hex');
  const shared = { binaries, user, runtimeDirectory, durable: false };
  await createCluster(cluster, { ...shared, password, watchdog: NO_WATCHDOG });
  const listener = { host: '127.0.0.1', port: await freePort() };
  const plan = { ...shared, cluster, logFile: join(directory, 'pg.log'), listener, maxConnections: 100 };

  let running = await start(plan, password);
  const frozen = new Map<number, () => void>();
  const thaw = (): void => {
    for (const [pid, forget] of frozen) {
      process.kill(pid, 'SIGCONT');
      forget();
    }
    frozen.clear();
  };
  onCleanup(() => {
    thaw();
    return end(running, 'SIGINT');
  });
  const database = databaseAt(ownerUrl(listener, password));
  return {
    database,
    get isRunning() {
      return !running.hasEnded();
    },
    start: async () => {
      running = await start(plan, password);
    },
    stop: () => end(running, 'SIGINT'),
    crash: () => end(running, 'SIGQUIT'),
    freeze: async () => {
      const client = await database.connect();
      // The postmaster first, so that no process is added to those that the connection then tells of.
      process.kill(running.pid, 'SIGSTOP');
      frozen.set(running.pid, () => {});
      const { rows } = await client.query<{ pid: number }>('SELECT pid FROM pg_stat_activity');
      for (const { pid } of rows) {
        process.kill(pid, 'SIGSTOP');
        frozen.set(pid, noteProcess(pid));
      }
    },
    thaw,
  };
}

async function start(plan: ServerPlan, password: string): Promise<ServerProcess> {
  let forget = (): void => {};
  const server = await spawnServer(plan, (pid) => {
    forget = noteProcess(pid);
  });
  void server.ended.then(() => forget());
  const outcome = await waitUntilReady(server, plan.listener, password);
  if (outcome !== 'ready') throw new Error(`PostgreSQL ended: ${outcome.endedWith}`);
  return server;
}

/** SIGINT is PostgreSQL's fast shutdown, SIGQUIT its immediate one, which writes nothing more. */
async function end(server: ServerProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (server.hasEnded()) return;
  server.ref();
  server.signal(signal);
  await server.ended;
}
