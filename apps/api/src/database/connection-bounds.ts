import { randomInt } from 'node:crypto';
import { DataSource } from 'typeorm';
import {
  applicationOptions,
  IDLE_IN_TRANSACTION_TIMEOUT,
  ownerOptions,
  STATEMENT_TIMEOUT,
} from './data-source-options.js';

/** What a connection of the application lacks, where a pooler in between dropped it. */
export type MissingBound = 'role' | 'timeouts' | 'same_database';

/** Milliseconds; 0: none. */
interface Bounds {
  readonly role: string;
  readonly statement_timeout: number;
  readonly idle_timeout: number;
}

const BOUNDS = `SELECT current_user::text AS role,
  (SELECT setting::int FROM pg_settings WHERE name = 'statement_timeout') AS statement_timeout,
  (SELECT setting::int FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout') AS idle_timeout`;

/**
 * Asks a connection of the application's how it began: as ibyok_app, which row-level security binds, and with time
 * limits no longer than this server's. Takes both URLs; where they differ, they have to lead to one database.
 * Returns what is missing, or null. Throws what the driver throws.
 */
export async function findMissingBound(url: string, ownerUrl: string): Promise<MissingBound | null> {
  return withConnection(new DataSource(applicationOptions(url, 1)), async (application) => {
    const [bounds]: Bounds[] = await application.query(BOUNDS);
    if (bounds?.role !== 'ibyok_app') return 'role';
    const { statement_timeout: statement, idle_timeout: idle } = bounds;
    if (!within(statement, STATEMENT_TIMEOUT) || !within(idle, IDLE_IN_TRANSACTION_TIMEOUT))
      return 'timeouts';
    if (url === ownerUrl) return null;
    const owner = new DataSource(ownerOptions(ownerUrl));
    const isOne = await withConnection(owner, () => leadToOneDatabase(owner, application));
    return isOne ? null : 'same_database';
  });
}

function within(timeout: number, bound: number): boolean {
  return timeout > 0 && timeout <= bound;
}

/** Whoever sees a lock that the other holds is in the same database: PostgreSQL keeps advisory locks by database. */
async function leadToOneDatabase(owner: DataSource, application: DataSource): Promise<boolean> {
  const lock = randomInt(2 ** 47);
  return owner.transaction(async (manager) => {
    await manager.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    const [row]: { free: boolean }[] = await application.query(
      'SELECT pg_try_advisory_xact_lock($1) AS free',
      [lock],
    );
    return row?.free === false;
  });
}

async function withConnection<Result>(
  dataSource: DataSource,
  work: (dataSource: DataSource) => Promise<Result>,
): Promise<Result> {
  await dataSource.initialize();
  try {
    return await work(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
