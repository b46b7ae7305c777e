import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';

const IBYOK = fileURLToPath(new URL('../apps/cli/bin/ibyok.cjs', import.meta.url));

/** What each may take over a bare `node -e 0`, in milliseconds. */
const AIMS = { 'ibyok --version': 80, 'ibyok run -- node -e 0': 150 };

/**
 * Measures how much longer the command line takes than a bare Node, in turns, and prints the medians: its start alone,
 * and a command run with one key of a server on loopback.
 * @param {import('./vault.mjs').Vault} vault
 * @param {number} rounds
 */
export function measureCliStart({ origin, requests }, rounds) {
  const [, token = ''] = /^Bearer (.+)$/.exec(String(requests[0]?.headers?.authorization)) ?? [];
  const env = {
    PATH: process.env.PATH,
    IBYOK_API: origin,
    IBYOK_ACCESS_TOKEN: token,
    IBYOK_ENV: 'production',
  };
  const bare = ['-e', '0'];
  /** @type {Record<string, string[]>} */
  const programs = {
    'node -e 0': bare,
    'ibyok --version': [IBYOK, '--version'],
    'ibyok run -- node -e 0': [IBYOK, 'run', '--', process.execPath, ...bare],
  };
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, words] of Object.entries(programs)) {
      const began = performance.now();
      const { status, stderr } = spawnSync(process.execPath, words, { env, encoding: 'utf8' });
      if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`);
      // The first round warms the disk's cache.
      if (round > 0) times[name]?.push(performance.now() - began);
    }
  }
  const medians = Object.fromEntries(Object.entries(times).map(([name, taken]) => [name, median(taken)]));
  const base = medians['node -e 0'] ?? Number.NaN;
  const results = Object.entries(AIMS).map(([name, aim]) => {
    const over = Math.round((medians[name] ?? Number.NaN) - base);
    return { name, median: Math.round(medians[name] ?? Number.NaN), over, aim, holds: over <= aim };
  });
  console.log(
    `${describeMachine()}; ${rounds} rounds, medians in milliseconds; node -e 0 takes ${Math.round(base)}`,
  );
  console.table(results);
  saveResults('cli-start', { rounds, base, results });
}
