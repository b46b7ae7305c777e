import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './process-identity.js';

/**
 * The program that outlives the server to clean up after it. Its standard input is a pipe that only the
 * server holds: each line is the state to act on, and the end of the pipe, however the server ended, is the
 * sign to act.
 */
export interface WatchdogState {
  /** A running initdb, the leader of its process group. */
  readonly initdbPid: number | null;
  readonly postgresPid: number | null;
  /** Removed at the end, in an orderly stop as well. */
  readonly runtimeDirectory: string | null;
}

/** Fast shutdown first; after a moment an immediate one, which the next start recovers from as from a crash. */
const IMMEDIATE_AFTER_MS = 700;
const KILL_AFTER_MS = 10_000;

async function watch(): Promise<void> {
  // Not `node`: a `pkill node` is meant for the server, and this is who must survive it.
  process.title = 'ibyok-watchdog';
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const state = await lastState();
  if (state === null) return;
  if (state.initdbPid !== null)
    send(process.platform === 'win32' ? state.initdbPid : -state.initdbPid, 'SIGKILL');
  if (state.postgresPid !== null) await stopPostgres(state.postgresPid);
  if (state.runtimeDirectory !== null) rmSync(state.runtimeDirectory, { recursive: true, force: true });
}

async function lastState(): Promise<WatchdogState | null> {
  let pending = '';
  let state: WatchdogState | null = null;
  try {
    for await (const chunk of process.stdin) {
      const lines = (pending + String(chunk)).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) state = JSON.parse(line) as WatchdogState;
    }
  } catch {
    // A broken pipe is an ended one.
  }
  return state;
}

async function stopPostgres(pid: number): Promise<void> {
  const started = Date.now();
  send(pid, 'SIGINT');
  let immediate = false;
  while (isRunning(pid)) {
    const waited = Date.now() - started;
    if (waited > KILL_AFTER_MS) return send(pid, 'SIGKILL');
    if (waited > IMMEDIATE_AFTER_MS && !immediate) {
      immediate = true;
      send(pid, 'SIGQUIT');
    }
    await sleep(10);
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

await watch();
