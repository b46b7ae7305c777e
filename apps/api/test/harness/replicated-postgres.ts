import { randomBytes } from 'node:crypto';
import { type DatabaseProxy, startDatabaseProxy } from './database-proxy.js';
import { type DebianPostgres, startDebianPostgres, startStandby } from './debian-postgres.js';
import { eventually } from './eventually.js';

const STANDBY = 'standby';

/** A primary that commits nothing without its streaming standby. */
export interface ReplicatedPostgres {
  readonly primary: DebianPostgres;
  readonly standby: DebianPostgres;
  /** Where servers find the primary: a name or an address that can be given to another. */
  readonly address: DatabaseProxy;
  /** Between the standby and its primary. */
  readonly replication: DatabaseProxy;
  /** Makes the standby the primary and gives it the address; resolves once both are done. */
  promote(): Promise<void>;
}

/** Starts both; they are killed at the end of the test file. */
export async function startReplicatedPostgres(): Promise<ReplicatedPostgres> {
  const primary = await startDebianPostgres(randomBytes(12).toString('hex'));
  const replication = await startDatabaseProxy(primary.database);
  const standby = await startStandby(replication.database.url, STANDBY);
  // After the copy was made, so that the standby waits for nobody once it is the primary.
  await primary.database.query(`ALTER SYSTEM SET synchronous_standby_names = '${STANDBY}'`);
  await primary.database.query('SELECT pg_reload_conf()');
  await eventually('the standby is synchronous', async () => {
    const rows = await primary.database.query<{ sync_state: string }>(
      'SELECT sync_state FROM pg_stat_replication',
    );
    return rows.some(({ sync_state }) => sync_state === 'sync');
  });
  const address = await startDatabaseProxy(primary.database);
  return {
    primary,
    standby,
    address,
    replication,
    promote: async () => {
      await standby.database.query('SELECT pg_promote(true, 60)');
      address.leadTo(standby.database);
    },
  };
}
