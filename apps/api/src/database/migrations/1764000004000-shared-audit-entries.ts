import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_AUDIT_RECORDS } from './1764000003000-doors.js';

/** The door to the record takes what several requests share once: `requests` holds [request id, address] of each. */
export class SharedAuditEntries1764000004000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(APPEND_SHARED_AUDIT_ENTRIES);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(APPEND_AUDIT_RECORDS.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));
  }
}

/** CREATE OR REPLACE keeps the function's owner and grants. */
export const APPEND_SHARED_AUDIT_ENTRIES = `
  CREATE OR REPLACE FUNCTION append_audit_records(records json) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET jit = off AS $$
  BEGIN
    WITH entry AS (
      SELECT * FROM json_to_recordset(records) AS entry (tenant_id text, actor_type text, actor_id text,
        actor_name text, action text, outcome text, reason text, key_id text, key_version integer,
        token_id text, environment text, effective_mode text, source text, requests json, detail jsonb)
    ),
    appended AS (
      INSERT INTO public.audit_record (tenant_id, actor_type, actor_id, actor_name, action, outcome, reason,
        key_id, key_version, token_id, environment, effective_mode, source, request_id, ip, detail)
      SELECT tenant_id, actor_type, actor_id, actor_name, action, outcome, reason,
        key_id, key_version, token_id, environment, effective_mode, source,
        request ->> 0, request ->> 1, detail
      FROM entry CROSS JOIN LATERAL json_array_elements(requests) AS request
    ),
    subject AS (
      SELECT DISTINCT id, tenant_id, now() AS at
      FROM entry CROSS JOIN LATERAL (VALUES (key_id), (token_id)) AS one (id)
      WHERE action = 'key.value.read' AND outcome = 'allowed'
    )
    INSERT INTO public.last_read (id, tenant_id, at)
    SELECT id, tenant_id, at FROM subject
    WHERE NOT EXISTS (
      SELECT FROM public.last_read known
      WHERE known.id = subject.id AND known.at > subject.at - interval '10 seconds'
    )
    ORDER BY id
    ON CONFLICT (id) DO UPDATE SET at = greatest(last_read.at, excluded.at);
  END $$`;
