import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FETCH_FACTS } from './1764000003000-doors.js';
import { FETCH_FACTS_WITH_BOUNDS } from './fetch-facts-with-bounds.js';

const ACCOUNT = `NULLIF(current_setting('ibyok.account_id', true), '')`;

/**
 * Counts of failed authentications, shared by all replicas; where a session came from; the addresses that
 * a token is bound to, and its suspension. An attempt's subject is an address or a keyed hash, of no tenant.
 */
export class AttemptsAndBounds1764102000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE attempt_window (
        kind text NOT NULL,
        subject text NOT NULL,
        count integer NOT NULL,
        -- Milliseconds, as JavaScript has them: a refund names the window it is for.
        ends_at timestamptz(3) NOT NULL,
        PRIMARY KEY (kind, subject)
      );
      CREATE INDEX attempt_window_end ON attempt_window (ends_at);
      GRANT SELECT, INSERT, UPDATE, DELETE ON attempt_window TO ibyok_app;

      ALTER TABLE session ADD COLUMN ip text NOT NULL DEFAULT '', ADD COLUMN user_agent text;
      CREATE INDEX session_account ON session (account_id);
      CREATE POLICY own_account ON session FOR SELECT TO ibyok_app USING (account_id = ${ACCOUNT});
      CREATE POLICY end_own_account ON session FOR DELETE TO ibyok_app USING (account_id = ${ACCOUNT});

      ALTER TABLE access_token ADD COLUMN address_ranges text[], ADD COLUMN suspended_at timestamptz;
    `);
    await replaceFetchFacts(queryRunner, FETCH_FACTS_WITH_BOUNDS);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await replaceFetchFacts(queryRunner, FETCH_FACTS);
    await queryRunner.query(`
      -- What the former server would let in again is revoked.
      ALTER TABLE access_token NO FORCE ROW LEVEL SECURITY;
      UPDATE access_token SET revoked_at = now()
        WHERE revoked_at IS NULL AND (suspended_at IS NOT NULL OR address_ranges IS NOT NULL);
      ALTER TABLE access_token FORCE ROW LEVEL SECURITY;
      ALTER TABLE access_token DROP COLUMN address_ranges, DROP COLUMN suspended_at;
      DROP POLICY end_own_account ON session;
      DROP POLICY own_account ON session;
      DROP INDEX session_account;
      ALTER TABLE session DROP COLUMN ip, DROP COLUMN user_agent;
      DROP TABLE attempt_window;
    `);
  }
}

/** What a function returns cannot be altered, so it is dropped and made anew, with its owner and grants. */
async function replaceFetchFacts(queryRunner: QueryRunner, definition: string): Promise<void> {
  await queryRunner.query('DROP FUNCTION fetch_facts(bytea[], text[], text[])');
  await queryRunner.query(definition);
  await queryRunner.query(`
    ALTER FUNCTION fetch_facts(bytea[], text[], text[]) OWNER TO ibyok_door;
    REVOKE ALL ON FUNCTION fetch_facts(bytea[], text[], text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION fetch_facts(bytea[], text[], text[]) TO ibyok_app;
  `);
}
