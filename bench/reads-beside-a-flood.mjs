import { loadServer, summarise } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';
import { startSignInFlood } from './sign-in-flood.mjs';

/**
 * Measures live reveals alone and beside a flood of wrong sign-ins, in turns, and prints how much slower they are.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ connections: number, seconds: number, rounds: number }} load
 */
export async function compareBesideFlood({ origin, requests }, { connections, seconds, rounds }) {
  const load = { connections, seconds };
  await loadServer(origin, requests, { connections, seconds: 2 });
  /** @type {import('./load.mjs').Sample[]} */
  const alone = [];
  /** @type {import('./load.mjs').Sample[]} */
  const beside = [];
  /** @type {Record<string, number>} */
  const signIns = {};
  for (let round = 0; round < rounds; round += 1) {
    alone.push(await loadServer(origin, requests, load));
    const flood = startSignInFlood(origin, connections);
    beside.push(await loadServer(origin, requests, load));
    for (const [status, count] of Object.entries(await flood.stop())) {
      signIns[status] = (signIns[status] ?? 0) + count;
    }
  }
  const results = [
    { name: 'live reveal alone', ...summarise(alone) },
    { name: 'live reveal beside the flood', ...summarise(beside) },
  ];
  const [first, second] = results;
  if (!first || !second) throw new Error('nothing was measured');
  console.log(
    `${describeMachine()}; ${connections} connections each, ${rounds} rounds of ${seconds} s, medians`,
  );
  console.table(results);
  console.log(`sign-ins answered beside them, by status: ${JSON.stringify(signIns)}`);
  const slower = first.perSecond / second.perSecond;
  console.log(`reads are slower by: ${slower.toFixed(2)} (aim: at most 2)`);
  if (first.failed + second.failed > 0) throw new Error('some reads failed: the figures do not count');
  if (!signIns[401]) throw new Error('no sign-in was checked: the figures do not count');
  saveResults('sign-in-flood', { connections, rounds, seconds, results, signIns, slower });
}
