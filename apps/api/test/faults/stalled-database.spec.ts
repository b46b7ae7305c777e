import { setTimeout as pause } from 'node:timers/promises';
import { FETCH_BATCHES } from '../../src/database/fetch-batches.js';
import { startDatabaseProxy } from '../harness/database-proxy.js';
import { startBereft } from '../harness/lost-database.js';
import { createTestDatabase } from '../harness/test-database.js';
import { fetchValue } from '../harness/workspace.js';

const proxy = await startDatabaseProxy(await createTestDatabase());
const { server, token, key } = await startBereft({ database: proxy.database });

test('where the database stands still for a moment, fetches wait and none is refused', async () => {
  const app = server.withToken(token);
  const fetches = (count: number) =>
    Array.from({ length: count }, () => fetchValue(app, key.id, 'production'));
  proxy.swallow();
  const onItsWay = fetches(20);
  await pause(100);
  const waiting = fetches(20);
  await pause(FETCH_BATCHES.maxAge + 200);
  const latecomers = fetches(20);
  await pause(100);
  proxy.forwardEverything();
  const answers = await Promise.all([onItsWay, waiting, latecomers].flat());
  expect(answers.map(({ status, body }) => ({ status, value: body.value }))).toEqual(
    answers.map(() => ({ status: 200, value: key.value })),
  );
});
