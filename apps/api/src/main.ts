import cluster from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { StartRefusal } from './boot/start-refusal.js';
import type { RunningServer } from './boot/start-server.js';
import { stopOnSignals } from './boot/stop-on-signals.js';
import { WorkerStartError } from './boot/workers/workers.js';
import { type Config, readConfig } from './config/config.js';
import { ConfigError, EXIT_CODE_CONFIGURATION } from './config/config-error.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let running: RunningServer | null = null;
stopOnSignals(async () => running?.stop());

const config = readConfigOrRefuse();
// Only now, as it brings in the whole server: a configuration is refused without waiting for that.
const start = await starter();
try {
  running = await start(config, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  refuse(error);
}

async function starter(): Promise<(config: Config, say: (line: string) => void) => Promise<RunningServer>> {
  if (cluster.isWorker) return (await import('./boot/workers/worker.js')).startWorker;
  if (config.workers > 1) return (await import('./boot/workers/start-workers.js')).startWorkers;
  return (await import('./boot/start-server.js')).startServer;
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
  // It has said why itself.
  if (error instanceof WorkerStartError) process.exit(error.exitCode);
  process.stderr.write(`${error instanceof StartRefusal ? error.message : 'The server could not start.'}\n`);
  process.exit(1);
}
