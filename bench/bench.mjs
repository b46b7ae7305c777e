// Measures revealed live keys per second, each durably recorded, against a bare Fastify server that
// answers a constant of the same size: A B A B on one machine in one run, medians.
//   npm run bench [-- --seconds 5 --rounds 3 --connections 64]
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { startBareFastify } from './bare-fastify.mjs';
import { startVault } from './vault.mjs';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '64' },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const connections = Number(options.connections);

const vault = await startVault();
let bare = null;
try {
  const sample = await (await fetch(vault.url, { headers: vault.headers })).text();
  if (JSON.parse(sample).modeInfo.effectiveMode !== 'live') throw new Error('the sample must be a live key');
  bare = await startBareFastify(sample);
  const contenders = [
    { name: 'live reveal, recorded', url: vault.url, headers: vault.headers, samples: [] },
    { name: 'bare Fastify constant', url: bare.url, headers: {}, samples: [] },
  ];
  for (const contender of contenders) await run(contender, 2);
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) contender.samples.push(await run(contender, seconds));
  }
  // The sample is recorded too.
  report(contenders.map(summarise), (await vault.countRecords()) - 1);
} finally {
  await bare?.stop();
  await vault.stop();
}

async function run({ url, headers }, duration) {
  const result = await autocannon({ url, headers, connections, duration });
  const failed = result.errors + result.timeouts + result.non2xx;
  return {
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed,
    ok: result['2xx'],
  };
}

function summarise({ name, samples }) {
  const median = (pick) => samples.map(pick).sort((a, b) => a - b)[Math.floor(samples.length / 2)];
  return {
    name,
    perSecond: Math.round(median((s) => s.perSecond)),
    p50: median((s) => s.p50),
    p99: median((s) => s.p99),
    failed: samples.reduce((sum, s) => sum + s.failed, 0),
    answered: samples.reduce((sum, s) => sum + s.ok, 0),
  };
}

function report(results, records) {
  const [reveal, constant] = results;
  const ratio = reveal.perSecond / constant.perSecond;
  const machine = `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
  console.log(`${machine}; ${connections} connections, ${rounds} rounds of ${seconds} s, medians`);
  console.table(results);
  console.log(`records written: ${records}`);
  console.log(`ratio: ${ratio.toFixed(3)}`);
  if (reveal.failed + constant.failed > 0) throw new Error('some requests failed: the figures do not count');
  if (records < reveal.answered)
    throw new Error('there are answers without a record: the figures do not count');
  mkdirSync(new URL('./results', import.meta.url), { recursive: true });
  const latest = { machine, connections, rounds, seconds, results, records, ratio };
  writeFileSync(new URL('./results/latest.json', import.meta.url), `${JSON.stringify(latest, null, 2)}\n`);
}
