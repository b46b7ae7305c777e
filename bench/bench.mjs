// Measures reveals, each durably recorded, beside a bare Fastify server that answers a constant of the same size, in
// turns on one machine in one run, and prints the table of what must hold.
//   npm run bench [-- --seconds 5 --rounds 3 --keys 1]
// With --keys N there are N keys, each with a token of its own, spread over the connections.
// With --scale it measures reveals beside 1,000,000 keys and tokens, --records 10000000 records and --tenants 10000;
// with --memory what the server holds over --reveals 1000000; with --first-page how long the dashboard's first page
// takes with --keys-of-tenant 10000. --connections 64 is for these and those that follow.
// With --overload it asks for twice of what there is.
// With --statements it measures what the statements of a fetch take by themselves.
// With --workers 2 it measures a server of so many processes beside one of one; with --unleash it measures reveals beside
// Unleash's reads of flags, installed from npm for it (take --connections 16).
// With --sign-in-flood it measures the reveals alone and beside a flood of wrong sign-ins instead; with --usage
// how long the sums of --records 10000000 fetches take, and what is asked about them. Each token has fetched
// --keys-of-token 20 of 1,000 keys. With --summing how long a step of summing takes where one of --tenants 10000
// fetches. With --mocks what the mock of a provider answers, beside the same bare server, and 1,000 streams at once.
// With --cli it measures the command line's start, alone and around a command.
import { parseArgs } from 'node:util';
import { measureCliStart } from './cli-start.mjs';
import { measureFirstPage } from './first-page.mjs';
import { measureMemory } from './memory.mjs';
import { measureMocks } from './mocks.mjs';
import { measureOverload } from './overload.mjs';
import { compareBesideFlood } from './reads-beside-a-flood.mjs';
import { measureReveals } from './reveals.mjs';
import { measureScale } from './scale.mjs';
import { measureStatements } from './statements.mjs';
import { measureSumming } from './summing.mjs';
import { measureBesideUnleash } from './unleash.mjs';
import { measureUsage } from './usage.mjs';
import { startVault } from './vault.mjs';
import { measureWorkers } from './workers.mjs';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '64' },
    keys: { type: 'string', default: '1' },
    'sign-in-flood': { type: 'boolean', default: false },
    scale: { type: 'boolean', default: false },
    workers: { type: 'string', default: '1' },
    unleash: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    overload: { type: 'boolean', default: false },
    statements: { type: 'boolean', default: false },
    'first-page': { type: 'boolean', default: false },
    reveals: { type: 'string', default: '1000000' },
    'keys-of-tenant': { type: 'string', default: '10000' },
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
  else if (options.memory) await measureMemory(vault, { reveals: count('reveals'), connections });
  else if (options['first-page']) await measureFirstPage(vault, count('keys-of-tenant'));
  else if (options.statements) await measureStatements(vault);
  else if (options.overload) await measureOverload(vault, { seconds, rounds, connections });
  else if (options.scale) await measureAtScale();
  else if (options.unleash) await measureBesideUnleash(vault, { seconds, rounds, connections });
  else if (count('workers') > 1) await measureSeveralWorkers();
  else await measureReveals(vault, { seconds, rounds, answer });
} finally {
  await vault.stop();
}

async function measureAtScale() {
  const large = await startVault(keys);
  try {
    const size = { tenants: count('tenants'), keys: 1_000_000, tokens: 1_000_000, records: count('records') };
    await measureScale(vault, large, { seconds, rounds, connections }, size);
  } finally {
    await large.stop();
  }
}

async function measureSeveralWorkers() {
  const workers = count('workers');
  const several = await startVault(keys, { IBYOK_WORKERS: String(workers) });
  try {
    await measureWorkers(vault, several, { seconds, rounds, connections, workers });
  } finally {
    await several.stop();
  }
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

/** @param {'seconds' | 'workers' | 'rounds' | 'connections' | 'keys' | 'records' | 'keys-of-token' | 'tenants' | 'reveals' | 'keys-of-tenant'} name */
function count(name) {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`--${name} must be a whole number above 0`);
}
