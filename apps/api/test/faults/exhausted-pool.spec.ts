import type { Answer } from '../harness/api-client.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const { api } = owner;
const key = await createKey(api);
const blocker = await database.connect();
afterEach(() => blocker.query('ROLLBACK'));

/** Far more than the server has connections. */
const CROWD = 60;
/** Milliseconds: a hang is longer, a busy machine's answer is not. */
const ANSWERED_WITHIN = 8_000;

const readValue = () => fetchValue(app, key.id, 'production');
const listKeys = () => api.get('/api/keys');
const crowd = (ask: () => Promise<Answer>) => Array.from({ length: CROWD }, ask);

async function lock(table: string): Promise<void> {
  await blocker.query('BEGIN');
  await blocker.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
}

/** Expects all to be refused before their patience ends, while what others ask is served all along. */
async function expectRefused(
  waiting: readonly Promise<Answer>[],
  others: () => Promise<Answer>,
): Promise<void> {
  const began = performance.now();
  let going = true;
  let served = 0;
  const serving = (async () => {
    while (going) {
      expect((await others()).status).toBe(200);
      expect((await server.anonymous().get('/health/live')).status).toBe(200);
      served += 1;
    }
  })();
  const answers = await Promise.all(waiting);
  going = false;
  await serving;
  expect(performance.now() - began).toBeLessThan(ANSWERED_WITHIN);
  for (const answer of answers) {
    expectProblem(answer, 503);
    expect(answer.text).not.toContain(key.value);
  }
  expect(served).toBeGreaterThan(3);
}

test('people who wait for a lock on every connection are refused, and fetches are served meanwhile', async () => {
  await lock('session');
  await expectRefused(crowd(listKeys), readValue);
  await blocker.query('ROLLBACK');
  const answers = await Promise.all(crowd(listKeys));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});

test('fetches that wait for a lock are refused, and people are served meanwhile', async () => {
  await lock('access_token');
  await expectRefused(crowd(readValue), listKeys);
  await blocker.query('ROLLBACK');
  const answers = await Promise.all(crowd(readValue));
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
});
