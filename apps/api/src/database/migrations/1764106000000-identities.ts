import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACCOUNT = `NULLIF(current_setting('ibyok.account_id', true), '')`;

/**
 * Who an account is at a sign-in provider. An account that came by one has no password. An identity is found
 * by its subject only, through a door of its own: nobody but its account sees it.
 */
export class Identities1764106000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE account ALTER COLUMN password_hash DROP NOT NULL;
      CREATE TABLE identity (
        id text PRIMARY KEY,
        account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
        provider text NOT NULL,
        issuer text NOT NULL,
        subject text NOT NULL,
        name text NOT NULL,
        linked_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (provider, issuer, subject)
      );
      CREATE INDEX identity_account ON identity (account_id, linked_at, id);
      GRANT SELECT, INSERT, DELETE ON identity TO ibyok_app;
      -- For a sign-in that keeps its identity from being unlinked meanwhile: FOR SHARE takes this right.
      GRANT UPDATE (name) ON identity TO ibyok_app;
      GRANT SELECT ON identity TO ibyok_door;
      ALTER TABLE identity ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own_account ON identity TO ibyok_app USING (account_id = ${ACCOUNT});
      CREATE POLICY door ON identity FOR SELECT TO ibyok_door USING (true);
    `);
    await queryRunner.query(FIND_IDENTITY);
    await queryRunner.query(`
      ALTER FUNCTION ${DOOR} OWNER TO ibyok_door;
      REVOKE ALL ON FUNCTION ${DOOR} FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ${DOOR} TO ibyok_app;
    `);
  }

  /** An account without a password gets one that nobody has. */
  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION ${DOOR};
      DROP TABLE identity;
      ALTER TABLE account NO FORCE ROW LEVEL SECURITY;
      UPDATE account SET password_hash = '' WHERE password_hash IS NULL;
      ALTER TABLE account FORCE ROW LEVEL SECURITY;
      ALTER TABLE account ALTER COLUMN password_hash SET NOT NULL;
    `);
  }
}

const DOOR = 'find_identity(text, text, text)';

/** The account of one identity, for somebody whose provider has just vouched for them. */
const FIND_IDENTITY = `
  CREATE FUNCTION find_identity(of_provider text, of_issuer text, of_subject text)
  RETURNS TABLE (id text, account_id text, email text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  BEGIN
    RETURN QUERY
    SELECT identity.id, account.id, account.email
    FROM public.identity JOIN public.account ON account.id = identity.account_id
    WHERE identity.provider = of_provider AND identity.issuer = of_issuer AND identity.subject = of_subject;
  END $$`;
