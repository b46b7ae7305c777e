import { setTimeout } from 'node:timers/promises';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { ownerOptions } from './data-source-options.js';
import { MIGRATIONS } from './migrations/migrations.js';

/** Any number, the same on every server: who holds this advisory lock migrates. */
const MIGRATION_LOCK = 4_815_162_342;

/** Milliseconds between two looks at whether another server has done it. */
const TURN = 100;

/** So many that a server which runs on for long finds one for each month. */
const MAKE_PARTITIONS_AHEAD = `SELECT make_audit_partitions(now(), now() + interval '24 months')`;

/**
 * Brings a database's tables up to date; servers that start at once wait for one another.
 * Makes the record's partitions of the months to come.
 * Takes the owner's URL and, for data of an older release, which migrations that release had; returns
 * how many ran. Throws what PostgreSQL answers.
 */
export async function migrate(
  ownerUrl: string,
  migrations: readonly (new () => MigrationInterface)[] = MIGRATIONS,
): Promise<number> {
  const options = { ...ownerOptions(ownerUrl), migrations: [...migrations] };
  const dataSource = await new DataSource(options).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await untilItsTurn(lock);
    const ran = await dataSource.runMigrations();
    await lock.query(MAKE_PARTITIONS_AHEAD);
    return ran.length;
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}

/** Asks again and again: who waited within a statement would be waited for by CREATE INDEX CONCURRENTLY, for good. */
async function untilItsTurn(lock: QueryRunner): Promise<void> {
  for (;;) {
    const [row]: { mine: boolean }[] = await lock.query('SELECT pg_try_advisory_lock($1) AS mine', [
      MIGRATION_LOCK,
    ]);
    if (row?.mine) return;
    await setTimeout(TURN);
  }
}
