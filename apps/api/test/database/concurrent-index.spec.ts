import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate } from '../../src/database/migrate.js';
import { buildAuditRecordIndex } from '../../src/database/migrations/build-audit-record-index.js';
import { MIGRATIONS } from '../../src/database/migrations/migrations.js';
import { createTestDatabase } from '../harness/test-database.js';

class Indexed1999000000000 implements MigrationInterface {
  readonly transaction = false;

  async up(queryRunner: QueryRunner): Promise<void> {
    await buildAuditRecordIndex(queryRunner, 'try_outcome', `(tenant_id, outcome) WHERE outcome = 'denied'`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX try_outcome');
  }
}

const withIndex = [...MIGRATIONS, Indexed1999000000000];
const INDEXES = `
  SELECT count(*)::int AS count, bool_and(indisvalid) AS valid FROM pg_index
  WHERE indexrelid IN (SELECT relid FROM pg_partition_tree('try_outcome'))`;

test('an index on the record is built concurrently, on every month, while other servers wait to migrate', async () => {
  const database = await createTestDatabase();
  const ran = await Promise.all([1, 2, 3].map(() => migrate(database.url, withIndex)));
  expect(ran.toSorted()).toEqual([0, 0, 1]);
  const [months] = await database.query(
    `SELECT count(*)::int AS count FROM pg_inherits WHERE inhparent = 'audit_record'::regclass`,
  );
  expect(await database.query(INDEXES)).toEqual([{ count: Number(months?.count) + 1, valid: true }]);
});

test('a build that ended half-way goes on', async () => {
  const database = await createTestDatabase();
  const definition = `(tenant_id, outcome) WHERE outcome = 'denied'`;
  await database.query(`CREATE INDEX try_outcome ON ONLY audit_record ${definition}`);
  await database.query(`CREATE INDEX audit_record_default_try_outcome ON audit_record_default ${definition}`);
  await database.query(
    `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'audit_record_default_try_outcome'::regclass`,
  );
  expect(await migrate(database.url, withIndex)).toBe(1);
  const [all] = await database.query(INDEXES);
  expect(all).toMatchObject({ valid: true });
});
