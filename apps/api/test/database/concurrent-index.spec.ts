import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { migrate } from '../../src/database/migrate.js';
import { buildAuditRecordIndex } from '../../src/database/migrations/build-audit-record-index.js';
import { MIGRATIONS } from '../../src/database/migrations/migrations.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';

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

test('an index on the record is built on every month, while other servers wait to migrate', async () => {
  const database = await createTestDatabase();
  const ran = await Promise.all([1, 2, 3].map(() => migrate(database.url, withIndex)));
  expect(ran.toSorted()).toEqual([0, 0, 1]);
  const [months] = await database.query(
    `SELECT count(*)::int AS count FROM pg_inherits WHERE inhparent = 'audit_record'::regclass`,
  );
  expect(await database.query(INDEXES)).toEqual([{ count: Number(months?.count) + 1, valid: true }]);
});

test('appends go on while it waits for who writes to a month, and for who reads it', async () => {
  const database = await createTestDatabase();
  const writer = await database.connect();
  const reader = await database.connect();
  const server = await database.connect();
  // Long after a fetch would have been refused.
  await server.query(`SET statement_timeout = '10s'`);
  const [now] = await database.query(`SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY_MM') AS month`);
  await writer.query('BEGIN');
  await writer.query(
    `INSERT INTO audit_record_${now?.month} (seq, at, actor_type, action, outcome, checksum)
     VALUES (0, now(), 'token', 'try', 'denied', 0)`,
  );
  const migrated = migrate(database.url, withIndex);
  try {
    await untilItWaits(database, 'CREATE INDEX');
    await append(server);
    await reader.query('BEGIN');
    await reader.query(`SELECT FROM audit_record WHERE outcome = 'denied'`);
    await writer.query('ROLLBACK');
    await untilItWaits(database, 'ALTER INDEX');
    await append(server);
  } finally {
    await Promise.all([writer.query('ROLLBACK'), reader.query('ROLLBACK')]);
    await migrated;
  }
  expect(await database.query(INDEXES)).toMatchObject([{ valid: true }]);
});

async function append(client: Client): Promise<void> {
  const entry = { actor_type: 'token', action: 'try', outcome: 'denied', requests: [['r1', null]] };
  await client.query('SELECT append_audit_records($1)', [JSON.stringify([entry])]);
}

/** Until a statement that begins so waits for somebody's lock. */
async function untilItWaits({ query }: TestDatabase, words: string): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND starts_with(query, $1)`;
  while ((await query(waiting, [words])).length === 0) await setTimeout(10);
}

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
