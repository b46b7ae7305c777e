import { DataSource } from 'typeorm';
import { ownerOptions } from '../../src/database/data-source-options.js';
import { AuditChain1764100000000 } from '../../src/database/migrations/1764100000000-audit-chain.js';
import { MIGRATIONS } from '../../src/database/migrations/migrations.js';
import { recordPastFetches, sumAllUsage } from '../harness/past-fetches.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';

/** 21,000 fetches of 700 days, recorded before there was a chain: their links have another time than they. */
async function databaseOfOldFetches(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const dataSource = await new DataSource(ownerOptions(database.url)).initialize();
  try {
    const later = MIGRATIONS.length - MIGRATIONS.indexOf(AuditChain1764100000000);
    for (let count = 0; count < later; count += 1) await dataSource.undoLastMigration();
    await database.query(
      `INSERT INTO audit_record (seq, at, tenant_id, actor_type, action, outcome, key_id, key_version, token_id,
         environment, effective_mode) OVERRIDING SYSTEM VALUE
       SELECT number * 2, now() - interval '700 days' + number * interval '45 minutes', 'ten_' || number % 3, 'token',
         'key.value.read', CASE WHEN number % 7 = 0 THEN 'denied' ELSE 'allowed' END, 'key_' || number % 5, 1,
         'tok_' || number % 2, 'production', CASE WHEN number % 4 = 0 THEN 'mock' ELSE 'live' END
       FROM generate_series(1, 21000) AS number`,
    );
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
  return database;
}

/** Every sum, as the table has it and as the record would make it. */
async function bothCounts(database: TestDatabase): Promise<readonly [object[], object[]]> {
  const columns = `tenant_id, day::text, key_id, token_id, environment, effective_mode, key_version`;
  const summed = await database.query(
    `SELECT ${columns}, fetches::int, last_at FROM usage_day ORDER BY 1, 2, 3, 4, 5, 6, 7`,
  );
  const counted = await database.query(
    `SELECT ${columns}, count(*)::int AS fetches, max(at) AS last_at
     FROM (SELECT *, (at AT TIME ZONE 'UTC')::date AS day FROM audit_record) AS record
     WHERE action = 'key.value.read' AND outcome = 'allowed' GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7`,
  );
  return [summed, counted];
}

test('fetches from before the chain are summed as they are, and not by the migration', async () => {
  const database = await databaseOfOldFetches();
  expect(await database.query('SELECT FROM usage_day')).toEqual([]);
  await database.query('SELECT sum_usage(1)');
  expect(await database.query('SELECT through_seq::int, unsummed_from::text FROM usage_mark()')).toEqual([
    { through_seq: 20_000, unsummed_from: '-infinity' },
  ]);
  // What comes later belongs to tenants that are there.
  await database.query(`INSERT INTO tenant (id, name) VALUES ('ten_0', 'Acme')`);
  const at = new Date(Date.now() - 60_000);
  const later = { at, keyId: 'key_0', tokenId: 'tok_0', environment: 'production', mode: 'live' } as const;
  await recordPastFetches(database, 'ten_0', [later, later]);
  await sumAllUsage(database);
  const [summed, counted] = await bothCounts(database);
  expect(summed.length).toBeGreaterThan(10_000);
  expect(summed).toEqual(counted);
});
