import { DataSource } from 'typeorm';
import { pruneBefore, UnsummedRecordsError } from '../../src/audit/chain/prune.repository.js';
import { ownerOptions } from '../../src/database/data-source-options.js';
import { eventually } from '../harness/eventually.js';
import { recordPastFetches, sumAllUsage } from '../harness/past-fetches.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';

const past = { keyId: 'key_a', tokenId: 'tok_a', environment: 'staging', mode: 'live' } as const;

test('many who sum at once take turns, and leave and add nothing twice', async () => {
  const database = await createTestDatabase();
  await database.query(`INSERT INTO tenant (id, name) VALUES ('ten_a', 'Acme')`);
  const at = new Date(Date.now() - 60_000);
  await recordPastFetches(
    database,
    'ten_a',
    Array.from({ length: 2_000 }, () => ({ at, ...past })),
  );
  const summers = await Promise.all(Array.from({ length: 6 }, () => database.connect()));
  const answers = await Promise.all(
    summers.map(async (client) => {
      const records: (number | null)[] = [];
      while (records.at(-1) !== 0) {
        const { rows } = await client.query<{ records: string | null }>('SELECT sum_usage(5) AS records');
        const [row] = rows;
        records.push(row?.records == null ? null : Number(row.records));
      }
      return records;
    }),
  );
  const summed = answers.flat().reduce<number>((sum, records) => sum + (records ?? 0), 0);
  expect(summed).toBe(2_000);
  for (const table of ['usage_day', 'usage_key_day', 'usage_token_day']) {
    const sums = await database.query(`SELECT sum(fetches)::int AS fetches FROM ${table}`);
    expect({ table, sums }).toEqual({ table, sums: [{ fetches: 2_000 }] });
  }
});

test('a server for applications alone sums, too', async () => {
  const database = await createTestDatabase();
  await startServer({ database, env: { IBYOK_ROLE: 'external' } });
  await database.query(`INSERT INTO tenant (id, name) VALUES ('ten_a', 'Acme')`);
  await recordPastFetches(database, 'ten_a', [{ at: new Date(), ...past }]);
  await eventually('the fetch is summed', async () => {
    const sums = await database.query('SELECT FROM usage_day');
    return sums.length === 1;
  });
});

test('a month is not pruned while records of it are not summed', async () => {
  const database = await createTestDatabase();
  const month = new Date();
  month.setUTCMonth(month.getUTCMonth() - 2, 15);
  await database.query('SELECT make_audit_partitions($1, now())', [month]);
  await recordPastFetches(database, 'ten_a', [{ at: month, ...past }]);
  const dataSource = await new DataSource(ownerOptions(database.url)).initialize();
  try {
    const runner = dataSource.createQueryRunner();
    const thisMonth = new Date().toISOString().slice(0, 7);
    await expect(pruneBefore(runner, thisMonth)).rejects.toThrow(UnsummedRecordsError);
    expect(await database.query('SELECT count(*)::int FROM audit_record')).toEqual([{ count: 1 }]);
    await sumAllUsage(database);
    expect(await pruneBefore(runner, thisMonth)).toMatchObject({ throughSeq: '1' });
  } finally {
    await dataSource.destroy();
  }
});
