import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { applicationOptions } from '../../src/database/data-source-options.js';
import { sumAllUsage } from '../harness/past-fetches.js';
import { invite } from '../harness/people.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, owner, app } = await startWorkspace();
const key = await createKey(owner.api);
await createToken(owner.api);
await fetchValue(app, key.id);
await owner.api.post(`/api/keys/${key.id}/checks`);
await invite(owner.api, 'viewer');
await sumAllUsage(database);
const tenantId = owner.session.tenant.id;

const tables = (
  await database.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.columns
     JOIN pg_class ON pg_class.oid = format('%I.%I', table_schema, table_name)::regclass
     WHERE table_schema = 'public' AND column_name = 'tenant_id' AND NOT relispartition ORDER BY 1`,
  )
).map(({ name }) => name);

/** The record's months, and what holds its chain: nothing of them is the application's to see. */
const behind = (
  await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relispartition AND relkind = 'r'
     UNION VALUES ('audit_link'), ('audit_head'), ('usage_watermark') ORDER BY 1`,
  )
).map(({ name }) => name);

/** A column of those tables that have no time. */
const COLUMN: Readonly<Record<string, string>> = { audit_head: 'number', usage_watermark: 'through_seq' };

/** Runs work as the application's role, in a transaction that is rolled back. */
async function asApplication<Result>(
  tenant: string | null,
  work: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = await database.connect();
  await client.query('BEGIN');
  await client.query('SET LOCAL ROLE ibyok_app');
  if (tenant !== null) await client.query(`SELECT set_config('ibyok.tenant_id', $1, true)`, [tenant]);
  try {
    return await work(client);
  } finally {
    await client.query('ROLLBACK');
  }
}

async function countAs(tenant: string | null, table: string): Promise<number> {
  return asApplication(tenant, async (client) => {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int FROM ${table}`);
    return rows[0]?.count ?? -1;
  });
}

test('the tables of tenants are the ones expected, at least', () => {
  expect(tables).toEqual(
    expect.arrayContaining(['access_token', 'audit_record', 'key', 'key_version', 'membership', 'session']),
  );
});

test.each([...tables, 'tenant', 'account'])(
  '%s shows the application no row without its tenant',
  async (table) => {
    const [row] = await database.query<{ count: number }>(`SELECT count(*)::int FROM ${table}`);
    expect(row?.count).toBeGreaterThan(0);
    for (const tenant of [null, '', 'ten_other', '%', `' OR true --`]) {
      expect({ tenant, rows: await countAs(tenant, table) }).toEqual({ tenant, rows: 0 });
    }
    expect(await countAs(tenantId, table)).toBeGreaterThan(0);
  },
);

test('the application’s own connections see nothing without a tenant, though a superuser’s address leads to them', async () => {
  const [user] = await database.query('SELECT rolsuper FROM pg_roles WHERE rolname = session_user');
  expect(user).toEqual({ rolsuper: true });
  const dataSource = await new DataSource(applicationOptions(database.url, 1)).initialize();
  try {
    expect(await dataSource.query('SELECT current_user AS role')).toEqual([{ role: 'ibyok_app' }]);
    for (const table of [...tables, 'tenant', 'account']) {
      expect({ table, rows: await dataSource.query(`SELECT FROM ${table}`) }).toEqual({ table, rows: [] });
    }
  } finally {
    await dataSource.destroy();
  }
});

test('the record has its months', () => {
  expect(behind.length).toBeGreaterThan(24);
});

test.each(behind)('%s cannot be read, added to, changed or emptied by the application', async (table) => {
  for (const sql of [
    `SELECT FROM ${table}`,
    `INSERT INTO ${table} SELECT * FROM ${table}`,
    `UPDATE ${table} SET ${COLUMN[table] ?? 'at'} = NULL`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table}`,
  ]) {
    await expect(asApplication(tenantId, (client) => client.query(sql))).rejects.toThrow(/permission denied/);
  }
});

test.each([...tables, 'tenant', 'account'])('%s has row-level security, forced', async (table) => {
  const rows = await database.query(
    'SELECT relrowsecurity AS enabled, relforcerowsecurity AS forced FROM pg_class WHERE oid = $1::regclass',
    [table],
  );
  expect(rows).toEqual([{ enabled: true, forced: true }]);
});

test('neither role is a superuser, passes row-level security, or may log in', async () => {
  const rows = await database.query(
    `SELECT rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole FROM pg_roles
     WHERE rolname IN ('ibyok_app', 'ibyok_door') ORDER BY 1`,
  );
  const powerless = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false };
  expect(rows).toEqual([
    { rolname: 'ibyok_app', ...powerless },
    { rolname: 'ibyok_door', ...powerless },
  ]);
});

test.each([
  ['changed', `UPDATE audit_record SET outcome = 'denied'`],
  ['deleted', 'DELETE FROM audit_record'],
  ['cut off', 'TRUNCATE audit_record'],
  ['taken down', 'DROP TABLE audit_record'],
  ['let through', 'ALTER TABLE audit_record DISABLE ROW LEVEL SECURITY'],
])('by the application, the record cannot be %s', async (_, sql) => {
  await expect(asApplication(tenantId, (client) => client.query(sql))).rejects.toThrow(
    /permission denied|must be owner/,
  );
});

test.each(['usage_day', 'usage_key_day', 'usage_token_day'])(
  '%s is the application’s to read alone',
  async (table) => {
    for (const sql of [
      `INSERT INTO ${table} SELECT * FROM ${table}`,
      `UPDATE ${table} SET fetches = 0`,
      `DELETE FROM ${table}`,
    ]) {
      await expect(asApplication(tenantId, (client) => client.query(sql))).rejects.toThrow(
        /permission denied/,
      );
    }
  },
);

test('the application cannot write in another tenant’s name', async () => {
  for (const sql of [
    `INSERT INTO audit_record SELECT * FROM audit_record`,
    `UPDATE key SET tenant_id = 'ten_other'`,
    `INSERT INTO session (id, tenant_id, account_id, expires_at) VALUES ('s', 'ten_other', 'a', now())`,
  ]) {
    await expect(asApplication(tenantId, (client) => client.query(sql))).rejects.toThrow(
      /row-level security|permission denied/,
    );
  }
});

test('nobody but the application may pass its doors', async () => {
  const rows = await database.query<{ name: string; definer: boolean; path: string | null; public: boolean }>(
    `SELECT proname AS name, prosecdef AS definer, array_to_string(proconfig, ' ') AS path,
       has_function_privilege('public', oid, 'EXECUTE') AS public
     FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND proowner = 'ibyok_door'::regrole`,
  );
  expect(rows.length).toBeGreaterThanOrEqual(2);
  for (const { definer, path, public: everyone } of rows) {
    expect({ definer, everyone }).toEqual({ definer: true, everyone: false });
    expect(path).toMatch(/search_path=pg_catalog, public, pg_temp(?: |$)/);
  }
});

test('a type that the application makes has no door run anything', async () => {
  const append = `SELECT append_audit_records('[{"actor_type": "server", "action": "backup.created", "outcome": "allowed", "requests": [["r", null]]}]')`;
  const appended = asApplication(tenantId, async (client) => {
    await client.query(`
      CREATE FUNCTION pg_temp.spy(value pg_catalog.text) RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'ran as %', current_user; END $$;
      CREATE DOMAIN pg_temp.text AS pg_catalog.text CHECK (pg_temp.spy(VALUE));
    `);
    return client.query(append);
  });
  await expect(appended).resolves.toMatchObject({ rowCount: 1 });
});
