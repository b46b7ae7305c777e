import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows belong to one tenant each, named by their column tenant_id. */
const TENANT_TABLES = ['session', 'key', 'key_version', 'access_token', 'last_read'];

const TENANT = `NULLIF(current_setting('ibyok.tenant_id', true), '')`;
const ACCOUNT = `NULLIF(current_setting('ibyok.account_id', true), '')`;

/**
 * The second wall behind explicit tenant predicates: forced row-level security. ibyok_app is what the
 * application runs as; ibyok_door owns the few functions that cross tenants, and nobody logs in as it.
 */
export class RolesAndPolicies1764000002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $$
      DECLARE role_name text;
      BEGIN
        FOREACH role_name IN ARRAY ARRAY['ibyok_app', 'ibyok_door'] LOOP
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOSUPERUSER NOBYPASSRLS', role_name);
          END IF;
          BEGIN
            -- From PostgreSQL 16 on, who creates a role may not SET it without this.
            EXECUTE format('GRANT %I TO CURRENT_USER', role_name);
          EXCEPTION WHEN insufficient_privilege THEN
            NULL;
          END;
          EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', role_name);
        END LOOP;
      END $$;
      GRANT CREATE ON SCHEMA public TO ibyok_door;

      GRANT SELECT, INSERT, UPDATE, DELETE ON session, key, key_version TO ibyok_app;
      GRANT SELECT, INSERT, UPDATE ON tenant, account, membership, access_token, setup TO ibyok_app;
      GRANT SELECT ON audit_record TO ibyok_app;
      GRANT SELECT ON last_read TO ibyok_app;
      GRANT SELECT ON tenant, key, key_version, access_token TO ibyok_door;
      GRANT SELECT, INSERT, UPDATE ON last_read TO ibyok_door;
      GRANT SELECT, INSERT ON master_key TO ibyok_door;
      GRANT SELECT ON migrations TO ibyok_app;
      GRANT INSERT ON audit_record TO ibyok_door;
    `);
    for (const table of [...TENANT_TABLES, 'membership', 'audit_record', 'tenant']) {
      await queryRunner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`);
    }
    for (const table of TENANT_TABLES) {
      await queryRunner.query(
        `CREATE POLICY own_tenant ON ${table} TO ibyok_app USING (tenant_id = ${TENANT})`,
      );
    }
    await queryRunner.query(`
      CREATE POLICY own_tenant ON tenant TO ibyok_app USING (id = ${TENANT});
      CREATE POLICY own_tenant ON membership TO ibyok_app
        USING (tenant_id = ${TENANT} OR account_id = ${ACCOUNT}) WITH CHECK (tenant_id = ${TENANT});
      CREATE POLICY own_tenant ON audit_record FOR SELECT TO ibyok_app USING (tenant_id = ${TENANT});
      CREATE POLICY door ON audit_record FOR INSERT TO ibyok_door WITH CHECK (true);
      CREATE POLICY door ON tenant FOR SELECT TO ibyok_door USING (true);
      CREATE POLICY door ON key FOR SELECT TO ibyok_door USING (true);
      CREATE POLICY door ON key_version FOR SELECT TO ibyok_door USING (true);
      CREATE POLICY door ON access_token FOR SELECT TO ibyok_door USING (true);
      CREATE POLICY door ON last_read TO ibyok_door USING (true);
    `);
  }

  /** The roles stay: other databases of the same server may use them. */
  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of [...TENANT_TABLES, 'membership', 'audit_record', 'tenant']) {
      await queryRunner.query(`
        DROP POLICY IF EXISTS own_tenant ON ${table};
        DROP POLICY IF EXISTS door ON ${table};
        ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;
      `);
    }
    await queryRunner.query(`
      REVOKE ALL ON tenant, account, membership, session, key, key_version,
        access_token, setup, master_key, audit_record, last_read, migrations FROM ibyok_app, ibyok_door;
      REVOKE CREATE ON SCHEMA public FROM ibyok_door;
    `);
  }
}
