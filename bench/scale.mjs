import { addRecords, addTenants, withDatabase } from './fill.mjs';
import { loadInTurns, round } from './load.mjs';
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
    { name: 'small', ...small },
    { name: 'large', ...large },
  ];
  const figures = await loadInTurns(contenders, load);
  const ratio = round((figures[1]?.perSecond ?? 0) / (figures[0]?.perSecond ?? 1));
  console.log(`${describeMachine()}; ${JSON.stringify({ ...size, ...load })}; medians, milliseconds`);
  console.table(figures);
  console.table([{ what: 'large ÷ small', value: ratio, ...AIMS, holds: ratio >= AIMS.least }]);
  saveResults('scale', { size, load, figures, ratio });
}
