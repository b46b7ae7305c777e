import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_FETCHES, FETCH_FACTS_WITH_FINGERPRINT } from './append-fetches-texts.js';

const DOORS = [
  'fetch_facts_with_fingerprint(bytea[], text[], text[])',
  'append_fetches(bytea[], text[], text[], bytea[], json)',
];

/**
 * A fetch whose facts are known from the one before is one statement, which checks them and records it. `fetch_facts` stays:
 * servers of the release before ask it.
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
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const door of DOORS) await queryRunner.query(`DROP FUNCTION ${door}`);
  }
}
