// Measures revealed live keys per second, each durably recorded, against a bare Fastify server that
// answers a constant of the same size: A B A B on one machine in one run, medians.
//   npm run bench [-- --seconds 5 --rounds 3 --connections 64 --keys 1]
// With --keys N there are N live keys, each with a token of its own, spread over the connections.
// With --sign-in-flood it measures the reveals alone and beside a flood of wrong sign-ins instead; with --usage
// how long the sums of --records 10000000 fetches take, and what is asked about them. Each token has fetched
// --keys-of-token 20 of 1,000 keys. With --summing how long a step of summing takes where one of --tenants 10000
// fetches. With --mocks what the mock of a provider answers, beside the same bare server, and 1,000 streams at once.
// With --cli it measures the command line's start, alone and around a command.
import { parseArgs } from 'node:util';
import { startBareFastify } from './bare-fastify.mjs';
import { measureCliStart } from './cli-start.mjs';
import { loadServer, summarise } from './load.mjs';
import { measureMocks } from './mocks.mjs';
import { compareBesideFlood } from './reads-beside-a-flood.mjs';
import { describeMachine, saveResults } from './results.mjs';
import { measureSumming } from './summing.mjs';
import { measureUsage } from './usage.mjs';
import { startVault } from './vault.mjs';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '64' },
    keys: { type: 'string', default: '1' },
    'sign-in-flood': { type: 'boolean', default: false },
    usage: { type: 'boolean', default: false },
    cli: { type: 'boolean', default: false },
    records: { type: 'string', default: '10000000' },
    summing: { type: 'boolean', default: false },
    mocks: { type: 'boolean', default: false },
    tenants: { type: 'string', default: '10000' },
    'keys-of-token': { type: 'string', default: '20' },
  },
});
const seconds = count('seconds');
const rounds = count('rounds');
const connections = count('connections');
const keys = count('keys');
if (keys > connections) throw new Error(`--keys ${keys} needs as many connections; there are ${connections}`);

const vault = await startVault(keys);
try {
  const [answer = ''] = await Promise.all(vault.requests.map(fetchLive));
  if (options.cli) measureCliStart(vault, Math.max(20, rounds));
  else if (options.usage) {
    await measureUsage(vault, { records: count('records'), keysOfToken: count('keys-of-token') });
  } else if (options.mocks) await measureMocks(vault, { connections, seconds, rounds });
  else if (options.summing) await measureSumming(vault, { tenants: count('tenants') });
  else if (options['sign-in-flood']) await compareBesideFlood(vault, { connections, seconds, rounds });
  else await compareWithBareFastify(answer);
} finally {
  await vault.stop();
}

/** @param {string} answer */
async function compareWithBareFastify(answer) {
  const bare = await startBareFastify(answer);
  try {
    await compare(
      { name: 'live reveal, recorded', origin: vault.origin, requests: vault.requests },
      { name: 'bare Fastify constant', origin: bare.origin, requests: [{ path: '/', headers: {} }] },
    );
  } finally {
    await bare.stop();
  }
}

/**
 * @typedef {object} Contender
 * @property {string} name
 * @property {string} origin
 * @property {readonly import('autocannon').Request[]} requests
 */

/**
 * @param {Contender} reveal
 * @param {Contender} constant
 */
async function compare(reveal, constant) {
  for (const { origin, requests } of [reveal, constant]) {
    await loadServer(origin, requests, { connections, seconds: 2 });
  }
  const recordsBefore = await vault.countRecords();
  /** @type {Map<Contender, import('./load.mjs').Sample[]>} */
  const samples = new Map([reveal, constant].map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [{ origin, requests }, taken] of samples) {
      taken.push(await loadServer(origin, requests, { connections, seconds }));
    }
  }
  const [first, second] = [...samples].map(([{ name }, taken]) => ({ name, ...summarise(taken) }));
  if (first && second) report(first, second, (await vault.countRecords()) - recordsBefore);
}

/** @typedef {import('./load.mjs').Sample & { name: string }} Result */

/**
 * @param {Result} reveal
 * @param {Result} constant
 * @param {number} records
 */
function report(reveal, constant, records) {
  const ratio = reveal.perSecond / constant.perSecond;
  const spread = keys === 1 ? '1 key' : `${keys} keys, each with a token of its own`;
  console.log(
    `${describeMachine()}; ${connections} connections, ${spread}, ${rounds} rounds of ${seconds} s, medians`,
  );
  console.table([reveal, constant]);
  console.log(`records written: ${records}`);
  console.log(`ratio: ${ratio.toFixed(3)}`);
  if (reveal.failed + constant.failed > 0) throw new Error('some requests failed: the figures do not count');
  if (records < reveal.answered)
    throw new Error('there are answers without a record: the figures do not count');
  saveResults('latest', { connections, keys, rounds, seconds, results: [reveal, constant], records, ratio });
}

/**
 * One answer as text; fails unless it is a live key.
 * @param {import('autocannon').Request} request
 */
async function fetchLive({ path, headers }) {
  const answer = await (await fetch(vault.origin + path, { headers })).text();
  if (JSON.parse(answer).modeInfo?.effectiveMode !== 'live') throw new Error('every key must be live');
  return answer;
}

/** @param {'seconds' | 'rounds' | 'connections' | 'keys' | 'records' | 'keys-of-token' | 'tenants'} name */
function count(name) {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} must be a whole number above 0`);
}
