import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { chooseListener, type Listener } from './listener.js';
import { waitUntilReady } from './readiness.js';
import { type ServerPlan, type ServerProcess, spawnServer } from './server-process.js';
import type { Watchdog } from './start-watchdog.js';

/** A PostgreSQL that accepts connections and that the watchdog knows of. */
export interface SupervisedServer {
  readonly listener: Listener;
  readonly process: ServerProcess;
}

const RETRY_FOR_MS = 5_000;
const RETRY_PAUSE_MS = 250;
const FAST_SHUTDOWN_MS = 20_000;

/** What a postmaster says when the one before it is not quite gone, or another program took the port. */
const PASSING =
  /pre-existing shared memory block|lock file ".*" already exists|could not bind|could not create any TCP/;

/**
 * Starts PostgreSQL and waits until it accepts connections; tries again for 5 s where the obstacle passes by
 * itself. Fails with `server_did_not_start` and the end of the log; nothing is left running then.
 */
export async function startServer(
  plan: Omit<ServerPlan, 'listener'>,
  password: string,
  watchdog: Watchdog,
): Promise<SupervisedServer> {
  const deadline = Date.now() + RETRY_FOR_MS;
  for (;;) {
    const listener = await chooseListener(plan.runtimeDirectory);
    const server = await spawnServer({ ...plan, listener }, (pid) => watchdog.update({ postgresPid: pid }));
    server.ended.then(() => watchdog.update({ postgresPid: null }));
    try {
      const outcome = await waitUntilReady(server, listener, password);
      if (outcome === 'ready') return { listener, process: server };
      if (!PASSING.test(outcome.endedWith) || Date.now() > deadline)
        throw didNotStart(plan.logFile, outcome.endedWith);
    } catch (error) {
      await stopServer(server);
      throw error;
    }
    await sleep(RETRY_PAUSE_MS);
  }
}

/** Fast shutdown, which cuts open connections; an immediate one if that takes longer than 20 s. */
export async function stopServer(server: ServerProcess): Promise<void> {
  if (server.hasEnded()) return;
  server.ref();
  const patience = setTimeout(() => server.signal('SIGQUIT'), FAST_SHUTDOWN_MS);
  server.signal('SIGINT');
  await server.ended;
  clearTimeout(patience);
}

function didNotStart(logFile: string, log: string): EmbeddedPostgresError {
  const end = log.trim().split('\n').slice(-8).join('\n');
  return new EmbeddedPostgresError(
    'server_did_not_start',
    `The embedded PostgreSQL did not start. The end of ${logFile}:\n${end}`,
  );
}
