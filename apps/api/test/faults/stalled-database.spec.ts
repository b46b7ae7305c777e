import { setTimeout as pause } from 'node:timers/promises';
import { ANSWER_TIMEOUT } from '../../src/database/data-source-options.js';
import { FETCH_BATCHES } from '../../src/database/fetch-batches.js';
import { startDatabaseProxy } from '../harness/database-proxy.js';
import { startBereft } from '../harness/lost-database.js';
import { createTestDatabase } from '../harness/test-database.js';
import { fetchValue } from '../harness/workspace.js';

const proxy = await startDatabaseProxy(await createTestDatabase());
const { server, token, key } = await startBereft({ database: proxy.database });
const app = server.withToken(token);
const fetches = (count: number) => Array.from({ length: count }, () => fetchValue(app, key.id, 'production'));

/** Lets the database stand still while some are on their way, some wait, and some come later than the first may wait. */
async function stall() {
  const began = performance.now();
  proxy.swallow();
  const onItsWay = fetches(20);
  await pause(50);
  const waiting = fetches(20);
  await pause(FETCH_BATCHES.maxAge + 100);
  const latecomers = fetches(20);
  await pause(50);
  proxy.forwardEverything();
  const answers = await Promise.all([onItsWay, waiting, latecomers].flat());
  return { answers, took: performance.now() - began };
}

test('where the database stands still for a moment, fetches wait and none is refused', async () => {
  await Promise.all(fetches(20));
  for (let round = 0; round < 10; round += 1) {
    const { answers, took } = await stall();
    expect(answers.filter(({ text }) => text.includes('overloaded'))).toEqual([]);
    const served = answers.filter(({ status, body }) => status === 200 && body.value === key.value);
    if (served.length === answers.length) return;
    // Where the machine made a moment of it that is too long for any fetch, it counts for nothing.
    expect(took).toBeGreaterThan(ANSWER_TIMEOUT);
  }
  throw new Error('the machine was too slow for this test, ten times');
});
