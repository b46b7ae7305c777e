import { setTimeout as sleep } from 'node:timers/promises';
import { FETCH_BATCHES } from '../../src/database/fetch-batches.js';
import type { Answer } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import { flood } from '../harness/flood.js';
import { readMetrics, total } from '../harness/metrics.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace({ env: { IBYOK_METRICS_PORT: '0' } });
const { origin } = server;
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);
/** A fetch in a form that is known only once Fastify decodes it: it is refused as late as can be. */
const encoded = `/external/%6beys/${key.id}/value`;
const readLate = () => server.withToken(token).get(encoded);
/** Refused before anything is done for it: else it would be seen that it has no token. */
const readEarly = () => fetchValue(server.anonymous(), key.id);
const isOverloaded = ({ status, text }: Answer): boolean => status === 503 && text.includes('"overloaded"');

/** Asks every 50 ms until one is refused or `end` has come; resolves to all answers. */
async function askUntilRefused(
  read: () => Promise<Answer>,
  end: Promise<unknown>,
): Promise<readonly Answer[]> {
  const answers: Promise<Answer>[] = [];
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const answer = read();
    void answer.then((come) => (isOver ||= isOverloaded(come)));
    answers.push(answer);
    await sleep(50);
  }
  return Promise.all(answers);
}

test('fetches that could not be served in time are refused while others wait, and counted; then all is as before', async () => {
  expect((await readLate()).status).toBe(200);
  const blocker = await database.connect();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  const late: Answer[] = [];
  const early: Answer[] = [];
  let refusedOfFloods = 0;
  // The first ones' record waits for the lock until it is too late, the next ones for the first.
  for (let floods = 0; floods < 10 && (late.length === 0 || early.length === 0); floods += 1) {
    // More than go with one batch.
    const flooded = flood(origin, encoded, token, 2 * FETCH_BATCHES.maxBatch);
    const asked = [readLate, readEarly].map((read) => askUntilRefused(read, flooded));
    const [ofLate = [], ofEarly = []] = await Promise.all(asked);
    late.push(...ofLate.filter(isOverloaded));
    early.push(...ofEarly.filter(isOverloaded));
    refusedOfFloods += (await flooded).split('"code":"overloaded"').length - 1;
  }
  await blocker.query('ROLLBACK');
  expect(late.length).toBeGreaterThan(0);
  expect(early.length).toBeGreaterThan(0);
  // The same to whoever is refused, whichever way: but for what is each one's own.
  const names = ({ headers }: Answer) =>
    [...headers.keys()].filter((name) => name !== 'x-request-id').toSorted();
  expect(names(early[0] as Answer)).toEqual(names(late[0] as Answer));
  const refused = [...early, ...late];
  expect(new Set(refused.map(({ headers }) => headers.get('content-type'))).size).toBe(1);
  for (const answer of refused) {
    expectProblem(answer, 503, 'overloaded');
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).not.toContain(key.value);
  }
  await eventually('it serves again', async () => (await readLate()).status === 200);
  const metrics = await readMetrics(server);
  const counted = refused.length + refusedOfFloods;
  expect(total(metrics, 'ibyok_batch_refused_requests_total', { batch: 'values' })).toBe(counted);
  const denied = { route: '/external/keys/:keyId/value', reason: 'overloaded' };
  expect(total(metrics, 'ibyok_denials_total', denied)).toBe(counted);
});
