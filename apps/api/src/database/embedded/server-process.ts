import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { type PostgresBinaries, programPath } from './binaries.js';
import { directoryForServer, notAccessible } from './data-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isSocket, type Listener } from './listener.js';
import type { ServerUser } from './server-user.js';
import { systemEnvironment } from './system-environment.js';

/** How to run PostgreSQL on a cluster. */
export interface ServerPlan {
  readonly binaries: PostgresBinaries;
  readonly user: ServerUser | null;
  readonly cluster: string;
  readonly runtimeDirectory: string;
  readonly logFile: string;
  readonly listener: Listener;
  readonly durable: boolean;
  readonly maxConnections: number;
}

/** A running postmaster. */
export interface ServerProcess {
  readonly pid: number;
  readonly ended: Promise<void>;
  hasEnded(): boolean;
  /** What it has written to its log. */
  readLog(): string;
  /** Sends PostgreSQL's own signals: SIGINT is its fast shutdown, SIGQUIT its immediate one. */
  signal(signal: 'SIGINT' | 'SIGQUIT'): void;
  ref(): void;
}

const LOG_ROTATED_FROM_BYTES = 5_000_000;

/**
 * Starts the postmaster, detached: a Ctrl-C in the terminal is for the server that owns it. `announce` learns
 * of its pid before anything else can happen.
 */
export async function spawnServer(plan: ServerPlan, announce: (pid: number) => void): Promise<ServerProcess> {
  const place = directoryForServer(plan.cluster, plan.user);
  const { descriptor, offset } = openLog(plan.logFile);
  const program = programPath(plan.binaries, 'postgres');
  try {
    const child = spawn(program, ['-D', place.argument, ...settings(plan)], {
      cwd: plan.runtimeDirectory,
      detached: true,
      env: systemEnvironment(),
      stdio: ['ignore', descriptor, descriptor, ...place.inherit],
      windowsHide: true,
      ...plan.user,
    });
    if (child.pid !== undefined) announce(child.pid);
    const ended = new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
    });
    const { pid } = child;
    if (pid === undefined) {
      throw await new Promise((resolve) => {
        child.once('error', (error) => resolve(explainSpawnFailure(program, error)));
      });
    }
    child.unref();
    return {
      pid,
      ended,
      hasEnded: () => child.exitCode !== null || child.signalCode !== null,
      readLog: () => readFileSync(plan.logFile).subarray(offset).toString('utf8'),
      signal: (signal) => sendSignal(child, pid, signal, plan.binaries),
      ref: () => child.ref(),
    };
  } finally {
    closeSync(descriptor);
    place.close();
  }
}

/** Turns the operating system's refusal to run a program into one that says what to do. */
export function explainSpawnFailure(program: string, cause: Error): EmbeddedPostgresError {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EPERM' || code === 'EINVAL') {
    return new EmbeddedPostgresError(
      'cannot_change_user',
      'PostgreSQL cannot run as root, and this root may not change to another user. ' +
        'Start as an ordinary user, or set DATABASE_URL.',
      { cause },
    );
  }
  return new EmbeddedPostgresError(
    'binaries_missing',
    `${program} cannot be run (${code ?? cause.message}). Install the packages again, or set DATABASE_URL.`,
    { cause },
  );
}

function settings(plan: ServerPlan): string[] {
  const socket = isSocket(plan.listener);
  const values: Record<string, string | number> = {
    listen_addresses: socket ? '' : plan.listener.host,
    unix_socket_directories: socket ? plan.listener.host : '',
    unix_socket_permissions: '0700',
    port: plan.listener.port,
    max_connections: plan.maxConnections,
    // A failed statement and the row it failed on may hold what must not reach a log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    timezone: 'UTC',
    ...(plan.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function openLog(file: string): { descriptor: number; offset: number } {
  try {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_ROTATED_FROM_BYTES) renameSync(file, `${file}.1`);
    const descriptor = openSync(file, 'a', 0o600);
    return { descriptor, offset: fstatSync(descriptor).size };
  } catch (error) {
    throw notAccessible(file, error);
  }
}

function sendSignal(
  child: ChildProcess,
  pid: number,
  signal: 'SIGINT' | 'SIGQUIT',
  binaries: PostgresBinaries,
): void {
  if (process.platform !== 'win32') {
    child.kill(signal);
    return;
  }
  // Windows has no signals; PostgreSQL's own come over a named pipe that pg_ctl writes to.
  execFileSync(programPath(binaries, 'pg_ctl'), ['kill', signal.slice(3), String(pid)], {
    windowsHide: true,
  });
}
