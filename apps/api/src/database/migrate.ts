import { DataSource } from 'typeorm';
import { ownerOptions } from './data-source-options.js';

/** Any number, the same on every server: who holds this advisory lock migrates. */
const MIGRATION_LOCK = 4_815_162_342;

/** So many that a server which runs on for long finds one for each month. */
const MAKE_PARTITIONS_AHEAD = `SELECT make_audit_partitions(now(), now() + interval '24 months')`;

/**
 * Brings a database's tables up to date; servers that start at once wait for one another.
 * Makes the record's partitions of the months to come.
 * Takes the owner's URL; returns how many migrations ran. Throws what PostgreSQL answers.
 */
export async function migrate(ownerUrl: string): Promise<number> {
  const dataSource = await new DataSource(ownerOptions(ownerUrl)).initialize();
  const lock = dataSource.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await dataSource.runMigrations();
    await lock.query(MAKE_PARTITIONS_AHEAD);
    return ran.length;
  } finally {
    await lock.release();
    await dataSource.destroy();
  }
}
