import { recordPastFetches, sumAllUsage } from '../harness/past-fetches.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const past = { keyId: 'key_a', tokenId: 'tok_a', environment: 'staging', mode: 'live' } as const;
const fetches = (count: number) => Array.from({ length: count }, () => ({ at: new Date(), ...past }));

/** Two tenants with three fetches each on record, none of them summed. */
async function databaseOfTwo(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await database.query(`INSERT INTO tenant (id, name) VALUES ('ten_a', 'Acme'), ('ten_b', 'Bolt')`);
  await recordPastFetches(database, 'ten_a', fetches(3));
  await recordPastFetches(database, 'ten_b', fetches(3));
  return database;
}

const summed = (one: TestDatabase) =>
  one.query(`SELECT tenant_id AS tenant, sum(fetches)::int AS fetches FROM usage_day GROUP BY 1 ORDER BY 1`);

test('every append notes whose answered fetches it has, and nobody’s else', async () => {
  const key = await createKey(owner.api);
  const { token } = await createToken(owner.api, { environments: ['staging'] });
  const app = server.withToken(token);
  const noted = async (): Promise<unknown> => {
    const [link] = await database.query('SELECT tenant_ids FROM audit_link ORDER BY number DESC LIMIT 1');
    return link?.tenant_ids;
  };
  expect(await noted()).toEqual([]);
  expect((await fetchValue(app, key.id, 'staging')).status).toBe(200);
  expect(await noted()).toEqual([owner.session.tenant.id]);
  expect((await fetchValue(app, key.id, 'production')).status).toBe(403);
  expect(await noted()).toEqual([]);
});

test('an append of several tenants’ fetches notes each once, and all are summed', async () => {
  const database = await databaseOfTwo();
  const entries = ['ten_b', 'ten_a', 'ten_b'].map((tenant_id, index) => ({
    ...{
      tenant_id,
      actor_type: 'token',
      action: 'key.value.read',
      outcome: 'allowed',
      environment: 'staging',
    },
    ...{ key_id: `key_${index}`, key_version: 1, token_id: `tok_${index}`, effective_mode: 'live' },
    requests: [
      ['r1', null],
      ['r2', null],
    ],
  }));
  await database.query('SELECT append_audit_records($1)', [JSON.stringify(entries)]);
  const [link] = await database.query('SELECT tenant_ids FROM audit_link ORDER BY number DESC LIMIT 1');
  expect(link).toEqual({ tenant_ids: ['ten_a', 'ten_b'] });
  await sumAllUsage(database);
  expect(await summed(database)).toEqual([
    { tenant: 'ten_a', fetches: 5 },
    { tenant: 'ten_b', fetches: 7 },
  ]);
});

test('a step looks at no tenant but those that its links note', async () => {
  const database = await databaseOfTwo();
  await database.query(`UPDATE audit_link SET tenant_ids = array_remove(tenant_ids, 'ten_b')`);
  await sumAllUsage(database);
  expect(await summed(database)).toEqual([{ tenant: 'ten_a', fetches: 3 }]);
});

test.each([
  ['none', 'true'],
  ['only some', 'number % 2 = 0'],
])('where %s of its links notes whose they are, a step looks at every tenant', async (_, forgotten) => {
  const database = await databaseOfTwo();
  await database.query(`UPDATE audit_link SET tenant_ids = NULL WHERE ${forgotten}`);
  await sumAllUsage(database);
  expect(await summed(database)).toEqual([
    { tenant: 'ten_a', fetches: 3 },
    { tenant: 'ten_b', fetches: 3 },
  ]);
});
