import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_SHARED_AUDIT_ENTRIES } from './1764000004000-shared-audit-entries.js';
import {
  APPEND_TO_CHAIN,
  COLUMNS,
  LINK_WHAT_IS_THERE,
  MAKE_AUDIT_PARTITIONS,
  RECORD_CHECKSUM,
} from './audit-chain-texts.js';

/**
 * The record becomes a chain: every append adds one link that hashes its records and the link before it, and
 * numbers them without a gap under the lock of one head row. It is kept in monthly partitions, so that what is
 * old can go without a delete.
 */
export class AuditChain1764100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE audit_record NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE audit_record RENAME TO audit_record_unchained;
      DROP INDEX audit_record_tenant;
      CREATE TABLE audit_record (
        seq bigint NOT NULL,
        at timestamptz(3) NOT NULL,
        tenant_id text,
        actor_type text NOT NULL CONSTRAINT audit_record_actor CHECK (actor_type IN ('account', 'token', 'anonymous', 'server')),
        actor_id text,
        actor_name text,
        action text NOT NULL,
        outcome text NOT NULL CONSTRAINT audit_record_outcome CHECK (outcome IN ('allowed', 'denied')),
        reason text,
        key_id text,
        key_version integer,
        token_id text,
        environment text,
        effective_mode text,
        source text,
        request_id text,
        ip text,
        detail jsonb,
        checksum bigint NOT NULL
      ) PARTITION BY RANGE (at);
      CREATE INDEX audit_record_tenant ON audit_record (tenant_id, at, seq);
      CREATE INDEX audit_record_seq ON audit_record USING brin (seq);
      CREATE TABLE audit_record_default PARTITION OF audit_record DEFAULT;
      ALTER TABLE audit_record_default ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

      CREATE TABLE audit_link (
        number bigint PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        first_seq bigint NOT NULL,
        last_seq bigint NOT NULL,
        records integer NOT NULL,
        records_hash bytea NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL
      );
      CREATE TABLE audit_head (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        number bigint NOT NULL,
        last_seq bigint NOT NULL,
        hash bytea NOT NULL,
        installation bytea NOT NULL
      );
      INSERT INTO audit_head (number, last_seq, hash, installation)
      SELECT 0, 0, one, one FROM (SELECT sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) AS one) AS random;
    `);
    await queryRunner.query(MAKE_AUDIT_PARTITIONS);
    await queryRunner.query(`
      REVOKE ALL ON FUNCTION make_audit_partitions(timestamptz, timestamptz) FROM PUBLIC;
      SELECT make_audit_partitions(
        least(now(), (SELECT min(at) FROM audit_record_unchained)),
        greatest(now(), (SELECT max(at) FROM audit_record_unchained))
      );
      INSERT INTO audit_record (seq, at, tenant_id, ${COLUMNS}, request_id, ip, detail, checksum)
      SELECT seq, at, tenant_id, ${COLUMNS}, request_id, ip, detail, ${RECORD_CHECKSUM}
      FROM audit_record_unchained;
    `);
    await queryRunner.query(LINK_WHAT_IS_THERE);
    await queryRunner.query(`
      DROP TABLE audit_record_unchained;
      ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own_tenant ON audit_record FOR SELECT TO ibyok_app
        USING (tenant_id = NULLIF(current_setting('ibyok.tenant_id', true), ''));
      CREATE POLICY door_reads ON audit_record FOR SELECT TO ibyok_door USING (true);
      CREATE POLICY door ON audit_record FOR INSERT TO ibyok_door WITH CHECK (true);
      GRANT SELECT ON audit_record TO ibyok_app;
      GRANT SELECT, INSERT ON audit_record, audit_link TO ibyok_door;
      GRANT SELECT, UPDATE ON audit_head TO ibyok_door;
    `);
    await queryRunner.query(APPEND_TO_CHAIN);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE audit_record NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE audit_record RENAME TO audit_record_chained;
      DROP INDEX audit_record_tenant;
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
      INSERT INTO audit_record (seq, tenant_id, at, ${COLUMNS}, request_id, ip, detail)
        OVERRIDING SYSTEM VALUE
        SELECT seq, tenant_id, at, ${COLUMNS}, request_id, ip, detail FROM audit_record_chained;
      SELECT setval(pg_get_serial_sequence('audit_record', 'seq'), greatest(last_seq, 1), last_seq > 0) FROM audit_head;
      CREATE INDEX audit_record_tenant ON audit_record (tenant_id, seq);
      ALTER TABLE audit_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY own_tenant ON audit_record FOR SELECT TO ibyok_app
        USING (tenant_id = NULLIF(current_setting('ibyok.tenant_id', true), ''));
      CREATE POLICY door ON audit_record FOR INSERT TO ibyok_door WITH CHECK (true);
      GRANT SELECT ON audit_record TO ibyok_app;
      GRANT INSERT ON audit_record TO ibyok_door;
      DROP TABLE audit_record_chained, audit_link, audit_head;
      DROP FUNCTION make_audit_partitions(timestamptz, timestamptz);
    `);
    await queryRunner.query(APPEND_SHARED_AUDIT_ENTRIES);
  }
}
