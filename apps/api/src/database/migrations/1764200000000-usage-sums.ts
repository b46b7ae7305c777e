import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SUM_USAGE, USAGE_MARK } from './usage-sums-texts.js';

const TENANT = `NULLIF(current_setting('ibyok.tenant_id', true), '')`;
const TABLES = ['usage_day', 'usage_key_day', 'usage_token_day'];

/**
 * Answered fetches summed by UTC day, up to a record of the chain; what comes after it is counted from the
 * record. What is on record already is summed by the servers, beside their other work.
 *
 * By key and by token there are sums of their own: both together can be almost as many rows as the record has.
 * Ids are kept as text without references: sums outlive what they name, and the records they are of.
 */
export class UsageSums1764200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE usage_day (
        tenant_id text NOT NULL,
        key_id text NOT NULL,
        day date NOT NULL,
        token_id text NOT NULL,
        environment text NOT NULL,
        effective_mode text NOT NULL,
        key_version integer NOT NULL,
        fetches bigint NOT NULL,
        last_at timestamptz(3) NOT NULL,
        PRIMARY KEY (tenant_id, key_id, day, token_id, environment, effective_mode, key_version)
      );
      CREATE INDEX usage_day_token ON usage_day (tenant_id, token_id, day);
      CREATE TABLE usage_key_day (
        tenant_id text NOT NULL,
        day date NOT NULL,
        key_id text NOT NULL,
        environment text NOT NULL,
        effective_mode text NOT NULL,
        fetches bigint NOT NULL,
        PRIMARY KEY (tenant_id, day, key_id, environment, effective_mode)
      );
      CREATE TABLE usage_token_day (
        tenant_id text NOT NULL,
        day date NOT NULL,
        token_id text NOT NULL,
        environment text NOT NULL,
        effective_mode text NOT NULL,
        fetches bigint NOT NULL,
        PRIMARY KEY (tenant_id, day, token_id, environment, effective_mode)
      );
      CREATE TABLE usage_watermark (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        through_seq bigint NOT NULL,
        through_link bigint NOT NULL,
        -- Links up to this one hold records from before there was a chain: their times are not their records'.
        unchained_links bigint NOT NULL
      );
      INSERT INTO usage_watermark (through_seq, through_link, unchained_links)
      SELECT 0, 0, coalesce(
        (SELECT number - 1 FROM audit_link WHERE at <> (SELECT at FROM audit_link WHERE number = 1)
         ORDER BY number LIMIT 1),
        (SELECT number FROM audit_head)
      );
      GRANT SELECT, UPDATE ON usage_watermark TO ibyok_door;
    `);
    for (const table of TABLES) {
      await queryRunner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_tenant ON ${table} FOR SELECT TO ibyok_app USING (tenant_id = ${TENANT});
        CREATE POLICY door ON ${table} TO ibyok_door USING (true);
        GRANT SELECT ON ${table} TO ibyok_app;
        GRANT SELECT, INSERT, UPDATE ON ${table} TO ibyok_door;
      `);
    }
    await queryRunner.query(SUM_USAGE);
    await queryRunner.query(USAGE_MARK);
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
    await queryRunner.query(`DROP TABLE usage_watermark, ${TABLES.join(', ')}`);
  }
}

const DOORS = ['sum_usage(integer)', 'usage_mark()'];
