import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { boundMemory } from './boot/bound-memory.js';
import { StartRefusal } from './boot/start-refusal.js';
import type { StartingServer } from './boot/start-server.js';
import { stopOnSignals } from './boot/stop-on-signals.js';
import { isOwnWorker } from './boot/workers/own-worker.js';
import { WorkerStartError } from './boot/workers/worker-start-error.js';
import { type Config, readConfig } from './config/config.js';
import { ConfigError, EXIT_CODE_CONFIGURATION } from './config/config-error.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

boundMemory();
const isWorker = isOwnWorker(process.env);
let server: StartingServer | null = null;
// A signal to the whole group reaches a worker twice, the second time by the process that started it.
const stopping = stopOnSignals(async () => server?.stop(), { obeysOnce: isWorker });

const config = readConfigOrRefuse();
// Only now, as it brings in the whole server: a configuration is refused without waiting for that.
const start = await starter();
server = start(config, (line) => process.stdout.write(`${line}\n`));
try {
  await server.started;
} catch (error) {
  // What fails while the server stops fails of that.
  if (!stopping.aborted) refuse(error);
}

async function starter(): Promise<(config: Config, say: (line: string) => void) => StartingServer> {
  if (isWorker) return (await import('./boot/workers/worker.js')).startWorker;
  if (config.workers === 1) return (await import('./boot/start-server.js')).startServer;
  if (cluster.isPrimary) return (await import('./boot/workers/start-workers.js')).startWorkers;
  const message =
    'must be 1 where another program starts several of this one, as PM2 does in its cluster mode';
  return refuse(new ConfigError([{ variable: 'IBYOK_WORKERS', message }]));
}

function readConfigOrRefuse(): Config {
  try {
    return readConfig(process.env, ROOT);
  } catch (error) {
    return refuse(error);
  }
}

/** Says in one line a problem why there is no server, and ends with the code that supervisors understand. */
function refuse(error: unknown): never {
  if (error instanceof ConfigError) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    process.exit(EXIT_CODE_CONFIGURATION);
  }
  if (error instanceof WorkerStartError) {
    if (error.line !== null) process.stderr.write(`${error.line}\n`);
    process.exit(error.exitCode);
  }
  process.stderr.write(`${error instanceof StartRefusal ? error.message : 'The server could not start.'}\n`);
  process.exit(1);
}
