import { setTimeout as sleep } from 'node:timers/promises';
import { FETCH_BATCHES } from '../../src/database/fetch-batches.js';
import type { Answer } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace({ env: { IBYOK_METRICS_PORT: '0' } });
const key = await createKey(owner.api);
const [, metrics = ''] = /Metrics at (\S+)/.exec(server.process.stdout) ?? [];
const read = () => fetchValue(app, key.id);
const isOverloaded = ({ status, text }: Answer): boolean => status === 503 && text.includes('"overloaded"');

test('fetches that could not be served in time are refused while others wait, and counted; then all is as before', async () => {
  expect((await read()).status).toBe(200);
  const blocker = await database.connect();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  // The first ones' record waits for the lock, the next ones for the first: more than go with one batch.
  const answers = Array.from({ length: 2 * FETCH_BATCHES.maxBatch }, read);
  const withoutToken = [];
  const seen = { refused: false, early: false };
  for (let count = 0; count < 200 && !(seen.refused && seen.early); count += 1) {
    const answer = read();
    const answerWithoutToken = fetchValue(server.anonymous(), key.id);
    void answer.then((come) => (seen.refused ||= isOverloaded(come)));
    void answerWithoutToken.then((come) => (seen.early ||= isOverloaded(come)));
    answers.push(answer);
    withoutToken.push(answerWithoutToken);
    await sleep(50);
  }
  await blocker.query('ROLLBACK');
  const early = (await Promise.all(withoutToken)).filter(isOverloaded);
  const refused = (await Promise.all(answers)).filter(isOverloaded);
  expect(refused.length).toBeGreaterThan(0);
  // Before anything is done for them: else it would have been seen that they have no token.
  expect(early.length).toBeGreaterThan(0);
  // The same to whoever is refused, whichever way: but for what is each one's own.
  const names = ({ headers }: Answer) =>
    [...headers.keys()].filter((name) => name !== 'x-request-id').toSorted();
  expect(names(early[0] as Answer)).toEqual(names(refused[0] as Answer));
  const types = [...early, ...refused].map(({ headers }) => headers.get('content-type'));
  expect(new Set(types).size).toBe(1);
  refused.push(...early);
  for (const answer of refused) {
    expectProblem(answer, 503, 'overloaded');
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).not.toContain(key.value);
  }
  await eventually('it serves again', async () => (await read()).status === 200);
  const text = await (await fetch(metrics)).text();
  const counted = /^ibyok_batch_refused_requests_total\{batch="values"\} (\d+)$/m.exec(text);
  expect(Number(counted?.[1])).toBe(refused.length);
  expect(text).toContain(
    `ibyok_denials_total{route="/external/keys/:keyId/value",reason="overloaded"} ${refused.length}\n`,
  );
});
