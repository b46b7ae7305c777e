import { readFileSync } from 'node:fs';
import { loadServer } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';

const AIMS = { most: 220, strive: 150 };
const STEPS = 10;

/**
 * Has so many keys revealed, and reads what memory the server holds on the way.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ reveals: number, connections: number }} load
 */
export async function measureMemory(vault, { reveals, connections }) {
  const steps = [{ revealed: 0, megabytes: memoryOf(vault.pid) }];
  let revealed = 0;
  while (revealed < reveals) {
    const { answered, failed } = await loadServer(vault.origin, vault.requests, { connections, seconds: 2 });
    if (failed > 0) throw new Error('some requests failed: nothing counts');
    revealed += answered;
    if (revealed >= (reveals / STEPS) * steps.length)
      steps.push({ revealed, megabytes: memoryOf(vault.pid) });
  }
  const megabytes = memoryOf(vault.pid);
  console.log(`${describeMachine()}; ${connections} connections`);
  console.table(steps);
  const most = Math.max(megabytes, ...steps.map((step) => step.megabytes));
  console.table([
    { what: `megabytes after ${revealed} reveals`, value: megabytes, ...AIMS, holds: megabytes <= AIMS.most },
    { what: 'megabytes on the way, at most', value: most, ...AIMS, holds: most <= AIMS.most },
  ]);
  saveResults('memory', { reveals: revealed, connections, steps });
}

/**
 * Megabytes that a process holds now, or has held at most.
 * @param {number} pid
 * @param {'VmRSS' | 'VmHWM'} [what]
 */
export function memoryOf(pid, what = 'VmRSS') {
  const [, kilobytes] =
    new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
