import { startBareFastify } from './bare-fastify.mjs';
import { loadServer, median, round, summarise } from './load.mjs';
import { fetchOneByOne, insertOneByOne } from './one-at-a-time.mjs';
import { describeMachine, saveResults } from './results.mjs';
import { databaseOf } from './vault.mjs';

const MOCK = 'mock, ?env=';
const LIVE_NAMED = 'live, ?env=';

/** What each figure has to be at least or at most, and what we strive for. */
const ROWS = [
  { name: 'live reveals ÷ bare Fastify, 64 connections', least: 0.4, strive: 0.55 },
  { name: 'live reveals ÷ bare Fastify, 16 connections', least: 0.15, strive: 0.25 },
  { name: 'p50 at 1 connection ÷ one durable INSERT', most: 1.6, strive: 1.2 },
  { name: 'p99 ÷ p50 at 64 connections', most: 6, strive: 3 },
  { name: 'mock reveals ÷ live reveals, 64 connections', least: 1 },
];

/**
 * Measures reveals, each recorded, beside a bare Fastify server that answers a constant of the same size, at 64, 16
 * and 1 connections, in turns; prints the table of what must hold. Fails where a request did, or a record is missing.
 * @param {import('./vault.mjs').Vault} vault
 * @param {{ seconds: number, rounds: number, answer: string }} run `answer`: a reveal's
 */
export async function measureReveals(vault, { seconds, rounds, answer }) {
  const bare = await startBareFastify(answer);
  const databaseUrl = await databaseOf(vault);
  const [live] = vault.requests;
  if (!live) throw new Error('there is no key');
  const constant = { path: '/', headers: {} };
  /** @param {string} environment */
  const naming = (environment) =>
    vault.requests.map(({ path, headers }) => ({ path: `${path}?env=${environment}`, headers }));
  /** @type {{ name: string, connections: number, origin: string, requests: readonly import('autocannon').Request[] }[]} */
  const contenders = [64, 16].flatMap((connections) => [
    { name: 'live', connections, origin: vault.origin, requests: vault.requests },
    { name: 'bare', connections, origin: bare.origin, requests: [constant] },
    // Alike but for the environment they name: reading a query takes time, too.
    ...(connections === 64
      ? [
          { name: MOCK, connections, origin: vault.origin, requests: naming('development') },
          { name: LIVE_NAMED, connections, origin: vault.origin, requests: naming('production') },
        ]
      : []),
  ]);
  /** @type {Map<typeof contenders[number], import('./load.mjs').Sample[]>} */
  const samples = new Map(contenders.map((contender) => [contender, []]));
  /** @type {{ reveal: number[], insert: number[] }} */
  const alone = { reveal: [], insert: [] };
  let answeredAlone = 0;
  let records = 0;
  try {
    const before = await vault.countRecords();
    // The first round warms all of them up.
    for (let number = -1; number < rounds; number += 1) {
      for (const [contender, taken] of samples) {
        const load = { connections: contender.connections, seconds: number < 0 ? 2 : seconds };
        taken.push(await loadServer(contender.origin, contender.requests, load));
      }
      const oneByOne = await fetchOneByOne(vault.origin, live, 1);
      answeredAlone += oneByOne.count;
      alone.reveal.push(oneByOne.median);
      alone.insert.push((await insertOneByOne(databaseUrl, 1)).median);
    }
    records = (await vault.countRecords()) - before;
  } finally {
    await bare.stop();
  }
  const revealed = [...samples].filter(([{ name }]) => name !== 'bare').flatMap(([, taken]) => taken);
  const answered = revealed.reduce((sum, sample) => sum + sample.answered, answeredAlone);
  if (records < answered) throw new Error(`${answered} answers, but ${records} records: nothing counts`);
  const figures = [...samples].map(([{ name, connections }, taken]) => ({
    ...{ name, connections },
    ...summarise(taken.slice(1)),
  }));
  if (figures.some(({ failed }) => failed > 0)) throw new Error('some requests failed: nothing counts');
  const insert = median(alone.insert.slice(1));
  const reveal = median(alone.reveal.slice(1));
  report({ seconds, rounds, figures, insert, reveal, records });
}

/**
 * @param {{ seconds: number, rounds: number, figures: (import('./load.mjs').Sample & { name: string, connections: number })[], insert: number, reveal: number, records: number }} measured
 */
function report({ seconds, rounds, figures, insert, reveal, records }) {
  /**
   * @param {string} name
   * @param {number} connections
   */
  const of = (name, connections) => {
    const found = figures.find((figure) => figure.name === name && figure.connections === connections);
    if (!found) throw new Error(`nothing was measured of ${name}`);
    return found;
  };
  const values = [
    of('live', 64).perSecond / of('bare', 64).perSecond,
    of('live', 16).perSecond / of('bare', 16).perSecond,
    reveal / insert,
    of('live', 64).p99 / of('live', 64).p50,
    of(MOCK, 64).perSecond / of(LIVE_NAMED, 64).perSecond,
  ];
  const table = ROWS.map((row, place) => {
    const value = round(values[place] ?? Number.NaN);
    const holds = row.least === undefined ? value <= (row.most ?? 0) : value >= row.least;
    return { what: row.name, value, needed: row.least ?? row.most, strive: row.strive, holds };
  });
  console.log(`${describeMachine()}; ${rounds} rounds of ${seconds} s in turns, medians, milliseconds`);
  console.table(figures);
  console.log(
    `one at a time: a reveal ${round(reveal)} ms, a durable INSERT ${round(insert)} ms; records written: ${records}`,
  );
  console.table(table);
  saveResults('latest', { rounds, seconds, figures, reveal, insert, records, table });
}
