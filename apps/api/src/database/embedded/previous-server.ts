import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isRunning, programOf } from './process-identity.js';

const PATIENCE_MS = 3_000;
const SHUTDOWN_MS = 30_000;

/** What PostgreSQL writes into `postmaster.pid` (miscinit.h, LOCK_FILE_LINE_*). */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  readonly socketDirectory: string;
  readonly listenAddress: string;
  readonly ready: boolean;
}

/** Reads a cluster's `postmaster.pid`; null if there is none. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return {
      pid: Number(lines[0]),
      port: Number(lines[3]),
      socketDirectory: lines[4]?.trim() ?? '',
      listenAddress: lines[5]?.trim() ?? '',
      ready: lines[7]?.trim() === 'ready',
    };
  } catch {
    return null;
  }
}

/**
 * Makes sure that no earlier PostgreSQL works on the cluster. One that is on its way out gets 3 s; one whose
 * owner died (`orphaned`) is then shut down; any other makes this fail with `data_directory_in_use`.
 */
export async function settlePreviousServer(cluster: string, orphaned: boolean): Promise<void> {
  const file = readPostmasterFile(cluster);
  if (file === null) return;
  const isAlive = () => isRunning(file.pid) && isPostgres(file.pid);
  if (!(await goneWithin(PATIENCE_MS, isAlive))) {
    if (orphaned) shutDown(file.pid);
    if (!orphaned || !(await goneWithin(SHUTDOWN_MS, isAlive))) throw inUse(cluster, file.pid);
  }
  // After a postmaster's sudden end, a busy backend may go on writing for a moment.
  const stragglers = () => backendsOf(cluster).length > 0;
  if (!(await goneWithin(PATIENCE_MS, stragglers))) throw inUse(cluster, backendsOf(cluster)[0] ?? file.pid);
  // PostgreSQL clears a dead postmaster's file by itself, but believes a pid that exists, whoever has it now.
  if (existsSync(join(cluster, 'postmaster.pid')) && pidExists(file.pid)) {
    await unlink(join(cluster, 'postmaster.pid'));
  }
}

async function goneWithin(patience: number, isThere: () => boolean): Promise<boolean> {
  const deadline = Date.now() + patience;
  while (isThere()) {
    if (Date.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function isPostgres(pid: number): boolean {
  const program = programOf(pid);
  return program === null || program.startsWith('postgres');
}

function shutDown(pid: number): void {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    // Gone in between, or not ours to stop; the wait that follows tells.
  }
}

function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** PostgreSQL's processes work in their data directory; only Linux lets one look that up at no cost. */
function backendsOf(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && isWorkingIn(pid, cluster) && isPostgres(pid));
}

function isWorkingIn(pid: number, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory;
  } catch {
    return false;
  }
}

function inUse(cluster: string, pid: number): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'data_directory_in_use',
    `${cluster} is already in use by PostgreSQL, process ${pid}. ` +
      'Stop it, or set IBYOK_DATA_DIR to another directory; to run several servers, set DATABASE_URL.',
  );
}
