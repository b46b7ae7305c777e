import { fileURLToPath } from 'node:url';
import { StartRefusal } from './boot/start-refusal.js';
import type { RunningServer } from './boot/start-server.js';
import { stopOnSignals } from './boot/stop-on-signals.js';
import { type Config, readConfig } from './config/config.js';
import { ConfigError, EXIT_CODE_CONFIGURATION } from './config/config-error.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

let running: RunningServer | null = null;
stopOnSignals(async () => running?.stop());

const config = readConfigOrRefuse();
// Only now, as it brings in the whole server: a configuration is refused without waiting for that.
const { startServer } = await import('./boot/start-server.js');
try {
  running = await startServer(config, (line) => process.stdout.write(`${line}\n`));
} catch (error) {
  refuse(error);
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
  process.stderr.write(`${error instanceof StartRefusal ? error.message : 'The server could not start.'}\n`);
  process.exit(1);
}
