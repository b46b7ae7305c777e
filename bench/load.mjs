import autocannon from 'autocannon';

/**
 * @typedef {object} Sample what one run of load has shown; milliseconds
 * @property {number} perSecond
 * @property {number} p50
 * @property {number} p99
 * @property {number} failed
 * @property {number} answered
 */

/**
 * Loads a server for some seconds. The requests are dealt out to the connections: each sends only its own one,
 * as an application with its own key and token does.
 * @param {string} origin
 * @param {readonly import('autocannon').Request[]} requests no more than there are connections
 * @param {{ connections: number, seconds: number }} load
 * @returns {Promise<Sample>}
 */
export async function loadServer(origin, requests, { connections, seconds }) {
  let dealt = 0;
  /** @type {number[]} */
  const times = [];
  const run = autocannon({
    url: origin,
    connections,
    duration: seconds,
    setupClient: (client) => {
      const request = requests[dealt % requests.length];
      // A copy: what it is given, it changes.
      if (request) client.setRequests([{ ...request }]);
      dealt += 1;
    },
  });
  // Its own percentiles are whole milliseconds.
  run.on('response', (_client, _status, _bytes, milliseconds) => times.push(milliseconds));
  const result = await run;
  const sorted = Float64Array.from(times).sort();
  return {
    perSecond: result.requests.average,
    p50: round(percentile(sorted, 0.5)),
    p99: round(percentile(sorted, 0.99)),
    failed: result.errors + result.timeouts + result.non2xx,
    answered: result['2xx'],
  };
}

/**
 * Loads contenders in turns, after a round that warms them up; resolves to what was found of each, in their order. Fails
 * where a request did.
 * @param {readonly { name: string, origin: string, requests: readonly import('autocannon').Request[] }[]} contenders
 * @param {{ connections: number, seconds: number, rounds: number }} load
 * @returns {Promise<({ name: string } & Sample)[]>}
 */
export async function loadInTurns(contenders, { connections, seconds, rounds }) {
  /** @type {Sample[][]} */
  const samples = contenders.map(() => []);
  for (let number = -1; number < rounds; number += 1) {
    for (const [place, { origin, requests }] of contenders.entries()) {
      const sample = await loadServer(origin, requests, { connections, seconds });
      if (number >= 0) samples[place]?.push(sample);
    }
  }
  const figures = contenders.map(({ name }, place) => ({ name, ...summarise(samples[place] ?? []) }));
  const failing = figures
    .filter(({ failed }) => failed > 0)
    .map(({ name, failed }) => `${failed} of ${name}`);
  if (failing.length > 0) throw new Error(`requests failed, ${failing.join(', ')}: nothing counts`);
  return figures;
}

/**
 * The value that a share of the sorted ones does not exceed.
 * @param {ArrayLike<number>} sorted
 * @param {number} share
 */
export function percentile(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * To a hundredth.
 * @param {number} value
 */
export function round(value) {
  return Math.round(value * 100) / 100;
}

/**
 * The median of some figures.
 * @param {readonly number[]} values
 */
export function median(values) {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/**
 * The median of each figure over several samples, and the sums of what was answered and what failed.
 * @param {readonly Sample[]} samples
 * @returns {Sample}
 */
export function summarise(samples) {
  /** @param {(sample: Sample) => number} pick */
  const middle = (pick) => median(samples.map(pick));
  /** @param {(sample: Sample) => number} pick */
  const sum = (pick) => samples.reduce((total, sample) => total + pick(sample), 0);
  return {
    perSecond: Math.round(middle((sample) => sample.perSecond)),
    p50: middle((sample) => sample.p50),
    p99: middle((sample) => sample.p99),
    failed: sum((sample) => sample.failed),
    answered: sum((sample) => sample.answered),
  };
}
