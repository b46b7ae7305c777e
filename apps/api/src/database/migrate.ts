import { DataSource } from 'typeorm';
import { ownerOptions } from './data-source-options.js';
import { MIGRATIONS } from './migrations/migrations.js';

/** Any number, the same on every server: who holds this advisory lock migrates. */
const MIGRATION_LOCK = 4_815_162_342;

/** So many that a server which runs on for long finds one for each month. */
const MAKE_PARTITIONS_AHEAD = `SELECT make_audit_partitions(now(), now() + interval '24 months')`;

/**
 * Brings a database's tables up to date; servers that start at once wait for one another.
 * Makes the record's partitions of the months to come.
 * Takes the owner's URL and, for data of an older release, how many migrations that release had; returns
 * how many ran. Throws what PostgreSQL answers.
 */
export async function migrate(ownerUrl: string, count: number = MIGRATIONS.length): Promise<number> {
  const options = { ...ownerOptions(ownerUrl), migrations: MIGRATIONS.slice(0, count) };
  const dataSource = await new DataSource(options).initialize();
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
