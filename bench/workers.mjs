import { loadInTurns, round } from './load.mjs';
import { describeMachine, saveResults } from './results.mjs';

/**
 * Measures reveals of a server that answers from one process and of one that answers from several, in turns; each has a
 * PostgreSQL of its own.
 * @param {import('./vault.mjs').Vault} one
 * @param {import('./vault.mjs').Vault} several
 * @param {{ seconds: number, rounds: number, connections: number, workers: number }} load
 */
export async function measureWorkers(one, several, { workers, ...load }) {
  const figures = await loadInTurns(
    [
      { name: '1 process', ...one },
      { name: `${workers} processes`, ...several },
    ],
    load,
  );
  const ratio = round((figures[1]?.perSecond ?? Number.NaN) / (figures[0]?.perSecond ?? Number.NaN));
  console.log(`${describeMachine()}; ${JSON.stringify({ workers, ...load })}; medians, milliseconds`);
  console.table(figures);
  console.table([{ what: `${workers} processes ÷ 1`, value: ratio }]);
  saveResults('workers', { workers, load, figures, ratio });
}
