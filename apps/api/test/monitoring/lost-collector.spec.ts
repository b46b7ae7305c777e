import type { ApiClient } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import { startFakeCollector } from '../harness/fake-collector.js';
import { freePort } from '../harness/free-port.js';
import type { Variables } from '../harness/server-process.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

/** Milliseconds: the contract's 30 s for a stop, of which a lost collector may take a few. */
const STOP_PATIENCE = 15_000;
const FETCHES = 300;
/** A span each: thrice as many as wait at most. */
const REQUESTS = 6_000;

const { server: first, owner, database } = await startWorkspace();
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);

const startTraced = (OTEL_EXPORTER_OTLP_ENDPOINT: string, more: Variables = {}) =>
  startServer({
    database,
    secrets: first.secrets,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json', ...more },
  });

async function fetchMany(app: ApiClient, total: number): Promise<void> {
  for (let count = 0; count < total; count += 50) {
    const fetches = Array.from({ length: 50 }, () => fetchValue(app, key.id, 'production'));
    for (const { status, body } of await Promise.all(fetches)) {
      expect({ status, value: body.value }).toEqual({ status: 200, value: key.value });
    }
  }
}

async function expectStops({ process }: TestServer): Promise<void> {
  let code: number | null | undefined;
  void process.stop().then((ended) => {
    code = ended;
  });
  await eventually('the server has stopped', () => code !== undefined, STOP_PATIENCE);
  expect({ code, stderr: process.stderr }).toEqual({ code: 0, stderr: '' });
}

test.each([
  ['is not there', null],
  ['is overloaded', 503],
] as const)('a collector that %s harms no fetch, and does not hold up a stop', async (_, answer) => {
  const collector = await startFakeCollector();
  if (answer !== null) collector.answerWith(answer);
  const server = await startTraced(
    answer === null ? `http://127.0.0.1:${await freePort()}` : collector.origin,
  );
  await fetchMany(server.withToken(token), FETCHES);
  await expectStops(server);
  if (answer !== null) expect(collector.exports.length).toBeGreaterThan(0);
});

test('a collector that never answers harms no fetch, holds up no stop, and what waits for it has a bound', async () => {
  const collector = await startFakeCollector();
  collector.answerWith('silence');
  const server = await startTraced(collector.origin);
  await fetchMany(server.withToken(token), FETCHES);
  for (let count = 0; count < REQUESTS; count += 100) {
    await Promise.all(Array.from({ length: 100 }, () => server.anonymous().get('/health/live')));
  }
  // A stop sends all that is left at once: more than twice as many as wait are not among it.
  await expectStops(server);
  expect(collector.spans().length).toBeGreaterThan(0);
  expect(collector.spans().length).toBeLessThan(0.7 * REQUESTS);
});

test('a collector that refuses, and takes spans again, is two lines of the log, without what it said', async () => {
  const collector = await startFakeCollector();
  collector.answerWith(401);
  const server = await startTraced(collector.origin, { OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=abc' });
  const lines = () => server.process.stdout.split('\n').filter((line) => line.includes('traces '));
  for (const round of [1, 2]) {
    await fetchValue(server.withToken(token), key.id);
    await eventually('it is refused', () => collector.exports.length >= round);
  }
  await eventually('it is said', () => lines().length > 0);
  collector.answerWith(200);
  await fetchValue(server.withToken(token), key.id);
  await eventually('it is said again', () => lines().length > 1);
  expect(lines().map((line) => JSON.parse(line))).toMatchObject([
    { level: 40, msg: 'traces not exported', systemCode: 401 },
    { level: 40, msg: 'traces exported again' },
  ]);
  expect(server.process.stdout).not.toContain('x-collector-key');
});
