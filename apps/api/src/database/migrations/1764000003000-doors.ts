import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The named doors through the wall between tenants; all run as ibyok_door. fetch_facts joins on the token's
 * own tenant, so that no argument can name another one; append_audit_records only ever adds.
 */
export class Doors1764000003000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(FETCH_FACTS);
    await queryRunner.query(APPEND_AUDIT_RECORDS);
    await queryRunner.query(RECOGNISE_MASTER_KEYS);
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
  }
}

const DOORS = [
  'fetch_facts(bytea[], text[], text[])',
  'append_audit_records(json)',
  'recognise_master_keys(text[])',
];

/**
 * One row for each request whose token is valid now, by the database's clock; the key may be missing.
 * Always nested loops over indexes: a batch is small and the tables are not, whatever the planner thinks.
 */
export const FETCH_FACTS = `
  CREATE FUNCTION fetch_facts(token_hashes bytea[], key_references text[], environments text[])
  RETURNS TABLE (
    request bigint, tenant_id text, token_id text, token_name text, token_scopes text[],
    token_environments text[], token_key_ids text[], key_id text, slug text, name text, llm_type text,
    override text, environment_default text, version integer, format smallint, master_key_id text,
    wrapped_data_key bytea, sealed_value bytea
  )
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET enable_hashjoin = off SET enable_mergejoin = off
  SET enable_seqscan = off SET jit = off AS $$
  BEGIN
    RETURN QUERY
    SELECT asked.request, token.tenant_id, token.id, token.name, token.scopes, token.environments,
      token.key_ids, key.id, key.slug, key.name, key.llm_type,
      CASE asked.environment WHEN 'development' THEN key.override_development
        WHEN 'staging' THEN key.override_staging ELSE key.override_production END,
      CASE asked.environment WHEN 'development' THEN tenant.default_development
        WHEN 'staging' THEN tenant.default_staging ELSE tenant.default_production END,
      key.version, sealed.format, sealed.master_key_id, sealed.wrapped_data_key, sealed.sealed_value
    FROM unnest(token_hashes, key_references, environments)
      WITH ORDINALITY AS asked (token_hash, key_reference, environment, request)
    JOIN public.access_token token ON token.token_hash = asked.token_hash
      AND token.revoked_at IS NULL AND token.expires_at > now()
    JOIN public.tenant ON tenant.id = token.tenant_id
    LEFT JOIN LATERAL (
      SELECT * FROM public.key
      WHERE starts_with(asked.key_reference, 'key_')
        AND key.tenant_id = token.tenant_id AND key.id = asked.key_reference
      UNION ALL
      SELECT * FROM public.key
      WHERE NOT starts_with(asked.key_reference, 'key_')
        AND key.tenant_id = token.tenant_id AND key.slug = asked.key_reference
    ) key ON true
    LEFT JOIN public.key_version sealed ON sealed.tenant_id = token.tenant_id
      AND sealed.key_id = key.id AND sealed.version = key.version;
  END $$`;

/**
 * Appends records, of whichever tenants, in their order. Notes when keys and tokens were last read, at
 * most once in ten seconds each: what is read all the time costs no write for it.
 */
export const APPEND_AUDIT_RECORDS = `
  CREATE FUNCTION append_audit_records(records json) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET jit = off AS $$
  BEGIN
    WITH record AS (
      SELECT * FROM json_to_recordset(records) AS record (tenant_id text, actor_type text, actor_id text,
        actor_name text, action text, outcome text, reason text, key_id text, key_version integer,
        token_id text, environment text, effective_mode text, source text, request_id text, ip text,
        detail jsonb)
    ),
    appended AS (
      INSERT INTO public.audit_record (tenant_id, actor_type, actor_id, actor_name, action, outcome, reason,
        key_id, key_version, token_id, environment, effective_mode, source, request_id, ip, detail)
      SELECT * FROM record
    ),
    subject AS (
      SELECT DISTINCT id, tenant_id, now() AS at
      FROM record CROSS JOIN LATERAL (VALUES (key_id), (token_id)) AS one (id)
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

/**
 * True where one of a server's master keys is known here, or none is yet. The newest is noted then,
 * which makes it known to the next server.
 */
const RECOGNISE_MASTER_KEYS = `
  CREATE FUNCTION recognise_master_keys(ids text[]) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ibyok master keys'));
    IF EXISTS (SELECT FROM public.master_key)
      AND NOT EXISTS (SELECT FROM public.master_key WHERE id = ANY (ids)) THEN
      RETURN false;
    END IF;
    INSERT INTO public.master_key (id) VALUES (ids[1]) ON CONFLICT DO NOTHING;
    RETURN true;
  END $$`;
