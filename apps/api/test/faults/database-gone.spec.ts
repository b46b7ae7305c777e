import { expectBack, expectLost, startBereft } from '../harness/lost-database.js';
import { startOwnCluster } from '../harness/own-cluster.js';

const cluster = await startOwnCluster();
const bereft = await startBereft({ database: cluster.database });

test('while PostgreSQL is stopped, all is refused in time, and the process lives', async () => {
  await cluster.stop();
  expect(cluster.isRunning).toBe(false);
  await expectLost(bereft);
  await expectLost(bereft);
});

test('once PostgreSQL runs again, the same process serves again', async () => {
  await cluster.start();
  await expectBack(bereft);
});

test('a crash of PostgreSQL is no more than that', async () => {
  await cluster.crash();
  await expectLost(bereft);
  await cluster.start();
  await expectBack(bereft);
});
