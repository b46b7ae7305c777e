import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { systemEnvironment } from './system-environment.js';
import type { WatchdogState } from './watchdog.js';

/** The server's end of the watchdog's pipe. */
export interface Watchdog {
  /** Says what to clean up from now on; unnamed fields stay. */
  update(change: Partial<WatchdogState>): void;
  /** Lets the watchdog act on the last state and end. */
  dismiss(): Promise<void>;
}

/** Starts the watchdog in a session of its own, so that what ends this process does not reach it. */
export function startWatchdog(log: (line: string) => void): Watchdog {
  const child = spawn(process.execPath, [watchdogProgram()], {
    // Not ours: it must not keep a directory busy that is deleted or unmounted.
    cwd: tmpdir(),
    detached: true,
    env: systemEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  let dismissed = false;
  ended.then(() => {
    if (!dismissed)
      log('the embedded PostgreSQL lost its watchdog: stop this server with SIGTERM, not SIGKILL');
  });
  child.stdin.on('error', () => {});
  child.unref();
  let state: WatchdogState = { initdbPid: null, postgresPid: null, runtimeDirectory: null };
  return {
    update: (change) => {
      state = { ...state, ...change };
      child.stdin.write(`${JSON.stringify(state)}\n`);
    },
    dismiss: () => {
      dismissed = true;
      child.ref();
      child.stdin.end();
      return ended;
    },
  };
}

/** Beside this file once compiled; sources that a test runs directly use the compiled one. */
function watchdogProgram(): string {
  const beside = fileURLToPath(new URL('./watchdog.js', import.meta.url));
  return existsSync(beside) ? beside : beside.replace(/([\\/]apps[\\/]api[\\/])src([\\/])/, '$1dist$2');
}
