import type { MigrationInterface, QueryRunner } from 'typeorm';

const TENANT = `NULLIF(current_setting('ibyok.tenant_id', true), '')`;
const ACCOUNT = `NULLIF(current_setting('ibyok.account_id', true), '')`;

/**
 * Invitations, which membership was used last, and a wall around accounts: the application sees the one it
 * acts as and those of the tenant's members; any other only through find_account, by its whole address.
 */
export class People1764101000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE invitation (
        id text PRIMARY KEY,
        tenant_id text NOT NULL REFERENCES tenant ON DELETE CASCADE,
        email text NOT NULL,
        email_normalized text NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
        token_hash bytea NOT NULL UNIQUE,
        invited_by_id text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        UNIQUE (tenant_id, email_normalized),
        -- An invitation goes with the person who sent it.
        FOREIGN KEY (tenant_id, invited_by_id) REFERENCES membership ON DELETE CASCADE
      );
      CREATE INDEX invitation_tenant ON invitation (tenant_id, created_at, id);
      CREATE INDEX invitation_inviter ON invitation (tenant_id, invited_by_id);
      GRANT SELECT, INSERT, DELETE ON invitation TO ibyok_app;
      ALTER TABLE invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own_tenant ON invitation TO ibyok_app USING (tenant_id = ${TENANT});
      GRANT SELECT ON invitation TO ibyok_door;
      CREATE POLICY door ON invitation FOR SELECT TO ibyok_door USING (true);

      ALTER TABLE membership ADD COLUMN last_used_at timestamptz;
      GRANT DELETE ON membership TO ibyok_app;
      DROP POLICY own_tenant ON membership;
      CREATE POLICY own_tenant ON membership TO ibyok_app USING (tenant_id = ${TENANT});
      CREATE POLICY own_account ON membership FOR SELECT TO ibyok_app USING (account_id = ${ACCOUNT});
      CREATE POLICY own_account ON tenant FOR SELECT TO ibyok_app
        USING (id IN (SELECT tenant_id FROM membership WHERE account_id = ${ACCOUNT}));
      -- For what goes with a member who leaves.
      CREATE INDEX access_token_creator ON access_token (tenant_id, created_by_id);

      ALTER TABLE account ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own_account ON account TO ibyok_app
        USING (id = ${ACCOUNT} OR EXISTS (
          SELECT FROM membership WHERE account_id = account.id AND tenant_id = ${TENANT}))
        WITH CHECK (true);
      GRANT SELECT ON account TO ibyok_door;
      CREATE POLICY door ON account FOR SELECT TO ibyok_door USING (true);
    `);
    await queryRunner.query(FIND_ACCOUNT);
    await queryRunner.query(FIND_INVITATION);
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
    await queryRunner.query(`
      DROP POLICY door ON account;
      REVOKE SELECT ON account FROM ibyok_door;
      DROP POLICY own_account ON account;
      ALTER TABLE account NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;
      DROP INDEX access_token_creator;
      DROP POLICY own_account ON tenant;
      DROP POLICY own_account ON membership;
      DROP POLICY own_tenant ON membership;
      CREATE POLICY own_tenant ON membership TO ibyok_app
        USING (tenant_id = ${TENANT} OR account_id = ${ACCOUNT}) WITH CHECK (tenant_id = ${TENANT});
      REVOKE DELETE ON membership FROM ibyok_app;
      ALTER TABLE membership DROP COLUMN last_used_at;
      DROP TABLE invitation;
    `);
  }
}

const DOORS = ['find_account(text)', 'find_invitation(bytea)'];

/** The account of one whole address, for somebody who has yet to prove that it is theirs. */
const FIND_ACCOUNT = `
  CREATE FUNCTION find_account(address text)
  RETURNS TABLE (id text, email text, email_normalized text, password_hash text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  BEGIN
    RETURN QUERY
    SELECT account.id, account.email, account.email_normalized, account.password_hash
    FROM public.account WHERE account.email_normalized = address;
  END $$`;

/** The open invitation that a token is for, by the database's clock. */
const FIND_INVITATION = `
  CREATE FUNCTION find_invitation(hash bytea)
  RETURNS TABLE (id text, tenant_id text, tenant_name text, email text, role text,
    expires_at timestamptz, has_account boolean)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  BEGIN
    RETURN QUERY
    SELECT invitation.id, invitation.tenant_id, tenant.name, invitation.email, invitation.role,
      invitation.expires_at::timestamptz,
      EXISTS (SELECT FROM public.account WHERE account.email_normalized = invitation.email_normalized)
    FROM public.invitation JOIN public.tenant ON tenant.id = invitation.tenant_id
    WHERE invitation.token_hash = hash AND invitation.expires_at > now();
  END $$`;
