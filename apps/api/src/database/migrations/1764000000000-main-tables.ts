import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants, people, provider keys, access tokens. */
export class MainTables1764000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE tenant (
        id text PRIMARY KEY,
        name text NOT NULL,
        default_development text NOT NULL DEFAULT 'mock' CHECK (default_development IN ('mock', 'live')),
        default_staging text NOT NULL DEFAULT 'mock' CHECK (default_staging IN ('mock', 'live')),
        default_production text NOT NULL DEFAULT 'live' CHECK (default_production IN ('mock', 'live')),
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE TABLE account (
        id text PRIMARY KEY,
        email text NOT NULL,
        email_normalized text NOT NULL UNIQUE,
        password_hash text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE TABLE membership (
        tenant_id text NOT NULL REFERENCES tenant ON DELETE CASCADE,
        account_id text NOT NULL REFERENCES account ON DELETE CASCADE,
        role text NOT NULL CHECK (role IN ('owner', 'admin', 'member', 'viewer')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, account_id)
      );
      CREATE INDEX membership_account ON membership (account_id);

      CREATE TABLE session (
        id text PRIMARY KEY,
        tenant_id text NOT NULL,
        account_id text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        expires_at timestamptz(3) NOT NULL,
        FOREIGN KEY (tenant_id, account_id) REFERENCES membership ON DELETE CASCADE
      );
      CREATE INDEX session_member ON session (tenant_id, account_id);

      CREATE TABLE key (
        id text PRIMARY KEY,
        tenant_id text NOT NULL REFERENCES tenant ON DELETE CASCADE,
        slug text NOT NULL,
        name text NOT NULL,
        llm_type text NOT NULL,
        last4 text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        override_development text NOT NULL DEFAULT 'inherit' CHECK (override_development IN ('inherit', 'mock', 'live')),
        override_staging text NOT NULL DEFAULT 'inherit' CHECK (override_staging IN ('inherit', 'mock', 'live')),
        override_production text NOT NULL DEFAULT 'inherit' CHECK (override_production IN ('inherit', 'mock', 'live')),
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (tenant_id, id),
        UNIQUE (tenant_id, name),
        UNIQUE (tenant_id, slug)
      );

      CREATE TABLE key_version (
        tenant_id text NOT NULL,
        key_id text NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        format smallint NOT NULL,
        master_key_id text NOT NULL,
        wrapped_data_key bytea NOT NULL,
        sealed_value bytea NOT NULL,
        last4 text NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        created_by_id text NOT NULL,
        created_by_name text NOT NULL,
        restored_from integer,
        PRIMARY KEY (key_id, version),
        FOREIGN KEY (tenant_id, key_id) REFERENCES key (tenant_id, id) ON DELETE CASCADE
      );

      CREATE TABLE access_token (
        id text PRIMARY KEY,
        tenant_id text NOT NULL REFERENCES tenant ON DELETE CASCADE,
        name text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        last4 text NOT NULL,
        scopes text[] NOT NULL,
        environments text[] NOT NULL,
        key_ids text[],
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        created_by_id text NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        revoked_at timestamptz,
        -- A token goes with the person who made it.
        FOREIGN KEY (tenant_id, created_by_id) REFERENCES membership ON DELETE CASCADE
      );
      CREATE INDEX access_token_tenant ON access_token (tenant_id, created_at, id);

      CREATE TABLE setup (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        token_hash bytea,
        completed_at timestamptz
      );
      INSERT INTO setup DEFAULT VALUES;

      CREATE TABLE master_key (
        id text PRIMARY KEY,
        first_seen_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE master_key, setup, access_token, key_version, key, session,
        membership, account, tenant;
    `);
  }
}
