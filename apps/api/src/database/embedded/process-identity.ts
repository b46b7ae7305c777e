import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** The fields of Linux's `/proc/<pid>/stat` that tell processes apart (proc_pid_stat(5)). */
interface ProcessStatus {
  readonly state: string;
  readonly startTime: string;
}

/** True while the process runs; a zombie, which only waits for its parent, does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return readStatus(pid)?.state.startsWith('Z') !== true;
}

/** When the process started, in the system's own words: tells a pid from a later reuse. Null if unknown. */
export function startTimeOf(pid: number): string | null {
  return readStatus(pid)?.startTime ?? null;
}

/** The program's name (`postgres`, `node`), or null if the system does not say. */
export function programOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    if (process.platform === 'win32') return null;
    return ps(pid, 'comm').split('/').pop() ?? null;
  } catch {
    return null;
  }
}

/** Where a pid means something: this boot of this machine and, on Linux, this pid namespace. */
export function pidSpace(): string {
  if (process.platform !== 'linux') return hostname();
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function readStatus(pid: number): ProcessStatus | null {
  try {
    if (process.platform === 'win32') return null;
    if (process.platform !== 'linux') return { state: ps(pid, 'stat'), startTime: ps(pid, 'lstart') };
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the name in parentheses, may itself contain spaces and parentheses.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startTime: fields[19] ?? '' };
  } catch {
    return null;
  }
}

function ps(pid: number, column: string): string {
  return execFileSync('ps', ['-o', `${column}=`, '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}
