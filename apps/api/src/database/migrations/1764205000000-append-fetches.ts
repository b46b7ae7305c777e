import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_FETCHES, FETCH_FACTS_WITH_FINGERPRINT } from './append-fetches-texts.js';

const DOORS = [
  'fetch_facts_with_fingerprint(bytea[], text[], text[])',
  'append_fetches(bytea[], text[], text[], bytea[], json)',
];

/** All functions that run as the role of doors, whoever calls them; others of that schema are not ours to alter. */
const EVERY_DOOR = `
  SELECT oid::regprocedure AS door FROM pg_proc
  WHERE proowner = 'ibyok_door'::regrole AND prosecdef AND pronamespace = 'public'::regnamespace`;

/**
 * A fetch whose facts are known from the one before is one statement, which checks them and records it. `fetch_facts` stays:
 * servers of the release before ask it.
 *
 * And every door looks for its types in a caller's temporary schema last, not first, as it does where that is not named: a
 * type `text` that somebody makes there could have a door run what they like (PostgreSQL's manual, CREATE FUNCTION, "Writing
 * SECURITY DEFINER Functions Safely").
 */
export class AppendFetches1764205000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FETCH_FACTS_WITH_FINGERPRINT);
    await queryRunner.query(APPEND_FETCHES);
    for (const door of DOORS) {
      await queryRunner.query(`
        ALTER FUNCTION ${door} OWNER TO ibyok_door;
        REVOKE ALL ON FUNCTION ${door} FROM PUBLIC;
        GRANT EXECUTE ON FUNCTION ${door} TO ibyok_app;
      `);
    }
    await setSearchPath(queryRunner, 'pg_catalog, public, pg_temp');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const door of DOORS) await queryRunner.query(`DROP FUNCTION ${door}`);
    await setSearchPath(queryRunner, 'pg_catalog, public');
  }
}

async function setSearchPath(queryRunner: QueryRunner, path: string): Promise<void> {
  const doors: { door: string }[] = await queryRunner.query(EVERY_DOOR);
  for (const { door } of doors) await queryRunner.query(`ALTER FUNCTION ${door} SET search_path = ${path}`);
}
