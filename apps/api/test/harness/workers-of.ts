import { readdirSync, readFileSync } from 'node:fs';
import type { ServerProcess } from './server-process.js';

/** The processes that a server has started to answer, by their ids, the oldest first. */
export function workersOf({ pid }: ServerProcess): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ worker: Number(name), startedAt: startOfWorker(name, pid) }))
    .filter(({ startedAt }) => startedAt !== null)
    .sort((one, other) => Number(one.startedAt) - Number(other.startedAt))
    .map(({ worker }) => worker);
}

/** When this process was started, in the kernel's ticks; null where it is no worker of that one, or has ended. */
function startOfWorker(pid: string, parent: number): number | null {
  try {
    // Behind the name, which can hold anything but is in parentheses: proc(5).
    const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const [, itsParent] = fields.split(' ');
    if (Number(itsParent) !== parent) return null;
    if (!/\0[^\0]*\/main\.js\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))) return null;
    return Number(fields.split(' ')[19]);
  } catch {
    return null;
  }
}
