import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The append-only record, and when each key and token was last read. Ids are kept as text without references: a record outlives what it names.
 */
export class AuditRecord1764000001000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_record (
        seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tenant_id text,
        at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        actor_type text NOT NULL CHECK (actor_type IN ('account', 'token', 'anonymous', 'server')),
        actor_id text,
        actor_name text,
        action text NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('allowed', 'denied')),
        reason text,
        key_id text,
        key_version integer,
        token_id text,
        environment text,
        effective_mode text,
        source text,
        request_id text,
        ip text,
        detail jsonb
      );
      CREATE INDEX audit_record_tenant ON audit_record (tenant_id, seq);

      CREATE TABLE last_read (
        id text PRIMARY KEY,
        tenant_id text NOT NULL,
        at timestamptz(3) NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE last_read, audit_record');
  }
}
