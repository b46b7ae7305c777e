import { fileURLToPath } from 'node:url';
import { StartRefusal } from './boot/start-refusal.js';
import { startServer } from './boot/start-server.js';
import { stopOnSignals } from './boot/stop-on-signals.js';
import { readConfig } from './config/config.js';
import { ConfigError, EXIT_CODE_CONFIGURATION } from './config/config-error.js';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

try {
  const config = readConfig(process.env, ROOT);
  const server = await startServer(config, (line) => process.stdout.write(`${line}\n`));
  stopOnSignals(server);
} catch (error) {
  refuse(error);
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
