import { randomBytes } from 'node:crypto';
import { onCleanup } from './cleanup.js';
import type { TestDatabase } from './test-database.js';

/** Makes a database the property of a user of its own, who is no superuser; returns the URL that names them. */
export async function giveToOrdinaryOwner(database: TestDatabase): Promise<string> {
  const name = `ibyok_owner_${randomBytes(6).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await database.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD '${password}'`);
  await database.query(`GRANT ibyok_app, ibyok_door TO ${name}`);
  const [row] = await database.query<{ name: string }>('SELECT current_database() AS name');
  await database.query(`ALTER DATABASE ${row?.name} OWNER TO ${name}`);
  await database.query(`ALTER SCHEMA public OWNER TO ${name}`);
  await database.query(`
    DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LOOP
        EXECUTE format('ALTER TABLE public.%I OWNER TO ${name}', one.relname);
      END LOOP;
      FOR one IN SELECT oid::regprocedure AS call FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND proowner <> 'ibyok_door'::regrole LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO ${name}', one.call);
      END LOOP;
    END $$`);
  onCleanup(async () => {
    await database.query(`REASSIGN OWNED BY ${name} TO CURRENT_USER`);
    await database.query(`DROP OWNED BY ${name}`);
    await database.query(`DROP ROLE ${name}`);
  });
  const url = new URL(database.url);
  url.username = name;
  url.password = password;
  return url.href;
}
