import { addRecords, addTenants, withDatabase } from './fill.mjs';
import { loadServer, round, summarise } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';

const AIMS = { least: 0.85, strive: 0.95 };

/**
 * Measures reveals on a small vault and on one with so many tenants, keys, tokens and records beside, in turns.
 * @param {import('./vault.mjs').Vault} small
 * @param {import('./vault.mjs').Vault} large of as many keys that are asked for; it is filled
 * @param {{ seconds: number, rounds: number, connections: number }} load
 * @param {{ tenants: number, keys: number, tokens: number, records: number }} size
 */
export async function measureScale(small, large, load, size) {
  const began = performance.now();
  await withDatabase(large, async (client) => {
    await addTenants(client, size);
    await addRecords(client, size);
    // What comes in between is not what is measured: the record's sums are not made yet, and nothing is on disk.
    await client.query(
      'UPDATE usage_watermark SET (through_seq, through_link) = (SELECT last_seq, number FROM audit_head)',
    );
    await client.query('CHECKPOINT');
  });
  console.log(`filled in ${Math.round((performance.now() - began) / 1000)} s`);
  const contenders = [
    { name: 'small', vault: small },
    { name: 'large', vault: large },
  ];
  /** @type {Map<string, import('./load.mjs').Sample[]>} */
  const samples = new Map(contenders.map(({ name }) => [name, []]));
  for (let number = -1; number < load.rounds; number += 1) {
    for (const { name, vault } of contenders) {
      const sample = await loadServer(vault.origin, vault.requests, load);
      // The first round warms both up.
      if (number >= 0) samples.get(name)?.push(sample);
    }
  }
  const figures = [...samples].map(([name, taken]) => ({ name, ...summarise(taken) }));
  const ratio = round((figures[1]?.perSecond ?? 0) / (figures[0]?.perSecond ?? 1));
  console.log(`${describeMachine()}; ${JSON.stringify({ ...size, ...load })}; medians, milliseconds`);
  console.table(figures);
  console.table([{ what: 'large ÷ small', value: ratio, ...AIMS, holds: ratio >= AIMS.least }]);
  if (figures.some(({ failed }) => failed > 0)) throw new Error('some requests failed: nothing counts');
  saveResults('scale', { size, load, figures, ratio });
}
