import type { MigrationInterface, QueryRunner } from 'typeorm';
import { NEEDED_MASTER_KEYS } from './1764103000000-master-keys.js';

const ACCOUNT = `NULLIF(current_setting('ibyok.account_id', true), '')`;

/**
 * One-time codes: an account's secret for them, sealed as provider keys are, and its recovery codes as hashes.
 * Both are the account's alone, whichever tenant it works in.
 */
export class SecondFactors1764105000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE account_totp (
        account_id text PRIMARY KEY REFERENCES account ON DELETE CASCADE,
        format smallint NOT NULL,
        master_key_id text NOT NULL,
        wrapped_data_key bytea NOT NULL,
        sealed_value bytea NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        -- Null until its owner has shown a code of it; until then it asks nobody for one.
        confirmed_at timestamptz(3),
        -- The time step of the last code that was accepted: no code is accepted twice.
        last_step bigint NOT NULL DEFAULT 0
      );
      CREATE INDEX account_totp_master_key ON account_totp (master_key_id, account_id);
      CREATE TABLE recovery_code (
        account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        PRIMARY KEY (account_id, code_hash)
      );
      GRANT SELECT, INSERT, UPDATE, DELETE ON account_totp TO ibyok_app;
      GRANT SELECT, INSERT, DELETE ON recovery_code TO ibyok_app;
      GRANT SELECT, UPDATE (master_key_id, wrapped_data_key) ON account_totp TO ibyok_door;
      GRANT SELECT ON recovery_code TO ibyok_door;
      CREATE POLICY rewrap ON account_totp FOR UPDATE TO ibyok_door USING (true);
    `);
    for (const table of ['account_totp', 'recovery_code']) {
      await queryRunner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY own_account ON ${table} TO ibyok_app USING (account_id = ${ACCOUNT});
        CREATE POLICY door ON ${table} FOR SELECT TO ibyok_door USING (true);
      `);
    }
    await queryRunner.query(NEEDED_MASTER_KEYS_OF_BOTH);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(NEEDED_MASTER_KEYS.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));
    await queryRunner.query('DROP TABLE recovery_code, account_totp');
  }
}

/** As before, over both tables of sealed rows: from one master key to the next larger one of either. */
const NEEDED_MASTER_KEYS_OF_BOTH = `
  CREATE OR REPLACE FUNCTION needed_master_keys() RETURNS SETOF text
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH RECURSIVE needed (id) AS (
      SELECT least((SELECT min(master_key_id) FROM public.key_version),
        (SELECT min(master_key_id) FROM public.account_totp))
      UNION ALL
      SELECT least((SELECT min(master_key_id) FROM public.key_version WHERE master_key_id > needed.id),
        (SELECT min(master_key_id) FROM public.account_totp WHERE master_key_id > needed.id))
      FROM needed WHERE needed.id IS NOT NULL
    )
    SELECT id FROM needed WHERE id IS NOT NULL
  $$`;
