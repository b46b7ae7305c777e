import { loadServer, median, percentile, round } from './load.mjs';
import { askEvenly } from './open-loop.mjs';
import { describeMachine, saveResults } from './results.mjs';

/** Connections: 5,000 may wait for the database, so that some are refused. */
const CROWD = 8_000;
const AIMS = { kept: 0.8, refusedWithin: 1_000 };

/**
 * Measures what a vault serves at its peak, then asks it for twice as much: what it still serves, and how soon it
 * refuses the rest.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ seconds: number, rounds: number, connections: number }} load
 */
export async function measureOverload(vault, { seconds, rounds, connections }) {
  const peaks = [];
  for (let round = -1; round < rounds; round += 1) {
    const { perSecond, failed } = await loadServer(vault.origin, vault.requests, { connections, seconds });
    if (failed > 0) throw new Error('some requests failed at the peak: nothing counts');
    // The first round warms it up.
    if (round >= 0) peaks.push(perSecond);
  }
  const peak = Math.round(median(peaks));
  /** @type {Awaited<ReturnType<typeof crowd>>[]} */
  const runs = [];
  for (let round = 0; round < rounds; round += 1) runs.push(await crowd(vault, 2 * peak, seconds));
  const middle = (/** @type {(run: typeof runs[number]) => number} */ pick) => round(median(runs.map(pick)));
  const figures = {
    peak,
    asked: middle((run) => run.asked),
    without: middle((run) => run.without),
    served: middle((run) => run.served),
    refused: middle((run) => run.refused),
    servedP99: middle((run) => run.servedP99),
    refusedP99: middle((run) => run.refusedP99),
    slowestRefusal: Math.max(...runs.map((run) => run.slowestRefusal)),
    failed: runs.reduce((sum, { failed }) => sum + failed, 0),
  };
  const kept = round(figures.served / peak);
  console.log(
    `${describeMachine()}; ${CROWD} connections, ${rounds} rounds of ${seconds} s, medians, a second and milliseconds`,
  );
  console.table([figures]);
  console.table([
    { what: 'served ÷ peak', value: kept, needed: AIMS.kept, holds: kept >= AIMS.kept },
    {
      what: 'slowest 503, ms',
      value: figures.slowestRefusal,
      needed: AIMS.refusedWithin,
      // Where nothing was refused, nothing was shown.
      holds: figures.refused > 0 && figures.slowestRefusal <= AIMS.refusedWithin,
    },
  ]);
  saveResults('overload', { seconds, rounds, connections, figures, kept });
}

/**
 * @param {import('./vault.mjs').Vault} vault
 * @param {number} rate requests a second that are asked for
 * @param {number} seconds
 */
async function crowd({ origin, requests: [request] }, rate, seconds) {
  if (!request) throw new Error('there is nothing to ask for');
  const { answers, asked, without } = await askEvenly(origin, request, { connections: CROWD, rate, seconds });
  const took = (/** @type {(status: number) => boolean} */ isOf) =>
    answers
      .filter(({ status }) => isOf(status))
      .map((answer) => answer.took)
      .sort((a, b) => a - b);
  const served = took((status) => status === 200);
  const refused = took((status) => status === 503);
  const inTime = answers.filter(({ status, at }) => status === 200 && at <= seconds * 1000);
  return {
    asked: asked / seconds,
    without: without / seconds,
    served: inTime.length / seconds,
    refused: refused.length / seconds,
    servedP99: percentile(served, 0.99),
    refusedP99: percentile(refused, 0.99),
    slowestRefusal: round(refused.at(-1) ?? 0),
    failed: asked - served.length - refused.length,
  };
}
