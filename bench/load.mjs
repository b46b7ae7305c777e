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
  const result = await autocannon({
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
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.errors + result.timeouts + result.non2xx,
    answered: result['2xx'],
  };
}

/**
 * The median of each figure over several samples, and the sums of what was answered and what failed.
 * @param {readonly Sample[]} samples
 * @returns {Sample}
 */
export function summarise(samples) {
  /** @param {(sample: Sample) => number} pick */
  const median = (pick) =>
    samples.map(pick).sort((a, b) => a - b)[Math.floor(samples.length / 2)] ?? Number.NaN;
  /** @param {(sample: Sample) => number} pick */
  const sum = (pick) => samples.reduce((total, sample) => total + pick(sample), 0);
  return {
    perSecond: Math.round(median((sample) => sample.perSecond)),
    p50: median((sample) => sample.p50),
    p99: median((sample) => sample.p99),
    failed: sum((sample) => sample.failed),
    answered: sum((sample) => sample.answered),
  };
}
