import { DataSource } from 'typeorm';
import { ownerOptions } from '../../src/database/data-source-options.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue } from '../harness/workspace.js';

/** All that migrations make, as PostgreSQL describes it; but for the record's months, which are made as time goes on. */
async function schemaOf(database: TestDatabase): Promise<readonly string[]> {
  const rows = await database.query<{ thing: string }>(`
    SELECT concat_ws(' ', 'column', table_name, column_name, data_type, is_nullable, column_default) AS thing
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
    UNION SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes
      WHERE schemaname = 'public' AND tablename <> 'migrations'
    UNION SELECT concat_ws(' ', 'policy', tablename, policyname, roles, cmd, qual, with_check) FROM pg_policies
    UNION SELECT concat_ws(' ', 'function', oid::regprocedure, prosecdef, proowner::regrole, proacl, proconfig, md5(prosrc))
      FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION SELECT concat_ws(' ', 'constraint', conrelid::regclass, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'migrations'
    UNION SELECT concat_ws(' ', 'grant', table_name, grantee, privilege_type)
      FROM information_schema.role_table_grants WHERE grantee LIKE 'ibyok\\_%' AND table_name <> 'migrations'
    ORDER BY 1`);
  return rows.map(({ thing }) => thing).filter((thing) => !/audit_record_\d{4}_\d{2}/.test(thing));
}

test('go up, down to nothing, and up again to the same', async () => {
  const database = await createTestDatabase({ migrated: false });
  const dataSource = await new DataSource(ownerOptions(database.url)).initialize();
  try {
    const ran = await dataSource.runMigrations();
    const whole = await schemaOf(database);
    expect(whole.length).toBeGreaterThan(100);
    for (const _ of ran) await dataSource.undoLastMigration();
    expect(await schemaOf(database)).toEqual([]);
    expect(await dataSource.runMigrations()).toHaveLength(ran.length);
    expect(await schemaOf(database)).toEqual(whole);
    expect(await dataSource.runMigrations()).toEqual([]);
  } finally {
    await dataSource.destroy();
  }
});

test('each goes down and up alone', async () => {
  const database = await createTestDatabase();
  const dataSource = await new DataSource(ownerOptions(database.url)).initialize();
  try {
    const whole = await schemaOf(database);
    const count = dataSource.migrations.length;
    for (let undone = 1; undone <= count; undone += 1) {
      for (let step = 0; step < undone; step += 1) await dataSource.undoLastMigration();
      expect(await dataSource.runMigrations()).toHaveLength(undone);
      expect(await schemaOf(database)).toEqual(whole);
    }
  } finally {
    await dataSource.destroy();
  }
});

test('functions of others in the same schema stay as they are', async () => {
  const database = await createTestDatabase({ migrated: false });
  await database.query(`
    CREATE FUNCTION others() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1';
    CREATE PROCEDURE others_too() LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'`);
  const ofOthers = () =>
    database.query(`SELECT proname, proconfig FROM pg_proc WHERE starts_with(proname, 'others') ORDER BY 1`);
  const before = await ofOthers();
  const dataSource = await new DataSource(ownerOptions(database.url)).initialize();
  try {
    const ran = await dataSource.runMigrations();
    expect(await ofOthers()).toEqual(before);
    for (const _ of ran) await dataSource.undoLastMigration();
    expect(await ofOthers()).toEqual(before);
  } finally {
    await dataSource.destroy();
  }
});

test('a server migrates an empty database, and leaves a migrated one as it is', async () => {
  const database = await createTestDatabase({ migrated: false });
  const first = await startServer({ database });
  const { api } = await createOwner(first);
  const key = await createKey(api);
  const { token } = await createToken(api);
  const before = await schemaOf(database);
  await first.process.stop();
  const second = await startServer({ database, secrets: first.secrets });
  expect(await schemaOf(database)).toEqual(before);
  expect((await fetchValue(second.withToken(token), key.id, 'production')).body.value).toBe(key.value);
});

test('a server whose database lacks a migration is not ready', async () => {
  const database = await createTestDatabase();
  const server = await startServer({ database });
  await database.query('DELETE FROM migrations WHERE id = (SELECT max(id) FROM migrations)');
  const answer = await server.anonymous().get<{ code: string }>('/health/ready');
  expect([answer.status, answer.body.code]).toEqual([503, 'migrations_pending']);
});
