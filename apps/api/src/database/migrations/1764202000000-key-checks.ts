import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `NULLIF(current_setting('ibyok.tenant_id', true), '')`;

/** What the latest check of a key found; one row a key. */
export class KeyChecks1764202000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE key_check (
        tenant_id text NOT NULL,
        key_id text PRIMARY KEY,
        version integer NOT NULL CHECK (version > 0),
        checked_at timestamptz(3) NOT NULL DEFAULT now(),
        decryptable boolean NOT NULL,
        provider text NOT NULL CHECK (provider IN ('accepted', 'rejected', 'could_not_check')),
        reason text,
        http_status integer,
        FOREIGN KEY (tenant_id, key_id) REFERENCES key (tenant_id, id) ON DELETE CASCADE
      );
      GRANT SELECT, INSERT, UPDATE ON key_check TO ibyok_app;
      GRANT SELECT ON key_check TO ibyok_door;
      ALTER TABLE key_check ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own_tenant ON key_check TO ibyok_app USING (tenant_id = ${TENANT});
      CREATE POLICY door ON key_check FOR SELECT TO ibyok_door USING (true);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE key_check');
  }
}
