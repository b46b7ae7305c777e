import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ROOT } from './checkout.mjs';

/**
 * Runs a Node program with this one's terminal, passes signals on to it and resolves to its exit code.
 * @param {readonly string[]} command Node's arguments
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function runAttached(command, env) {
  const child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; this one only has to stay until the other has ended.
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
