import { startDatabaseProxy } from '../harness/database-proxy.js';
import { expectBack, expectLost, startBereft } from '../harness/lost-database.js';
import { createTestDatabase } from '../harness/test-database.js';

const proxy = await startDatabaseProxy(await createTestDatabase());
const bereft = await startBereft({ database: proxy.database });
const { owner, key } = bereft;

/** Swallows while changes are on their way: some of them hold a transaction open. */
async function swallowAmidChanges(): Promise<void> {
  const rename = (name: string) => owner.api.patch(`/api/keys/${key.id}`, { name });
  const changes = Array.from({ length: 12 }, (_, index) => rename(`Renamed ${index}`));
  await Promise.race(changes);
  proxy.swallow();
  const statuses = (await Promise.all(changes)).map(({ status }) => status);
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
}

test('where all that is sent to the database is swallowed, all is refused in time', async () => {
  await swallowAmidChanges();
  await expectLost(bereft);
  await expectLost(bereft);
});

test('it serves again once the connections go on', async () => {
  proxy.forwardEverything();
  await expectBack(bereft);
});

test('it serves again where the old connections stay dead and only new ones are let through', async () => {
  await swallowAmidChanges();
  await expectLost(bereft);
  proxy.forwardNewConnections();
  await expectBack(bereft);
});

test('it serves again where the old connections died while nobody asked', async () => {
  proxy.swallow();
  proxy.forwardNewConnections();
  await expectBack(bereft);
});

test('it can be stopped while all is swallowed', async () => {
  proxy.swallow();
  await expectLost(bereft);
  expect(await bereft.server.process.stop()).toBe(0);
});
