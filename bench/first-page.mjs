import { addKeys, withDatabase } from './fill.mjs';
import { median, round } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';

const AIMS = { most: 150, strive: 30 };
const ASKED = 30;

/**
 * Measures how long the server takes for the first page of keys that the dashboard asks for, where a tenant has so many.
 * @param {import('./vault.mjs').Vault} vault
 * @param {number} keys
 */
export async function measureFirstPage(vault, keys) {
  await withDatabase(vault, async (client) => {
    await addKeys(client, keys, '(SELECT id FROM tenant LIMIT 1)');
    await client.query('ANALYZE key, key_version');
  });
  const times = [];
  for (let number = -3; number < ASKED; number += 1) {
    const began = performance.now();
    const answer = await fetch(`${vault.origin}/api/keys?limit=100`, { headers: { cookie: vault.cookie() } });
    const { items } = JSON.parse(await answer.text());
    if (items?.length !== 100) throw new Error(`the first page answers ${answer.status}`);
    // The first ones warm it up.
    if (number >= 0) times.push(performance.now() - began);
  }
  const value = round(median(times));
  console.log(`${describeMachine()}; ${keys} keys, ${ASKED} times, slowest ${round(Math.max(...times))} ms`);
  console.table([{ what: 'first page of keys, ms', value, ...AIMS, holds: value <= AIMS.most }]);
  saveResults('first-page', { keys, value, slowest: round(Math.max(...times)) });
}
