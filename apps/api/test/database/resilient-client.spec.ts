import { ResilientClient } from '../../src/database/resilient-client.js';
import { onCleanup } from '../harness/cleanup.js';
import { createTestDatabase } from '../harness/test-database.js';

const database = await createTestDatabase();

/** A connection whose statements are cancelled after a second. */
async function impatient(): Promise<ResilientClient> {
  const client = new ResilientClient({ connectionString: database.url, statement_timeout: 1_000 });
  await client.connect();
  onCleanup(() => client.end());
  return client;
}

const APPENDS = ['append_audit_records($1)', "append_fetches('{x}', '{x}', '{x}', '{x}', $1)"];
const ENTRY = { actor_type: 'server', action: 'backup.created', outcome: 'allowed', requests: [['r', null]] };

test.each(APPENDS)('a connection on which %s waits in vain is given up', async (append) => {
  const client = await impatient();
  const blocker = await database.connect();
  await blocker.query('BEGIN; LOCK TABLE audit_head, access_token');
  await expect(client.query(`SELECT ${append}`, [JSON.stringify([ENTRY])])).rejects.toMatchObject({
    code: '57014',
  });
  await expect(client.query('SELECT 1')).rejects.toThrow();
  await blocker.query('ROLLBACK');
});

test('a connection on which another statement waits in vain is kept', async () => {
  const client = await impatient();
  await expect(client.query('SELECT pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
