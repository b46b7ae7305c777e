/**
 * One row for each request whose token is valid now, neither revoked nor suspended, by the database's clock;
 * the key may be missing. The last column is new: servers of the release before do not read it.
 */
export const FETCH_FACTS_WITH_BOUNDS = `
  CREATE FUNCTION fetch_facts(token_hashes bytea[], key_references text[], environments text[])
  RETURNS TABLE (
    request bigint, tenant_id text, token_id text, token_name text, token_scopes text[],
    token_environments text[], token_key_ids text[], key_id text, slug text, name text, llm_type text,
    override text, environment_default text, version integer, format smallint, master_key_id text,
    wrapped_data_key bytea, sealed_value bytea, token_address_ranges text[]
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
      key.version, sealed.format, sealed.master_key_id, sealed.wrapped_data_key, sealed.sealed_value,
      token.address_ranges
    FROM unnest(token_hashes, key_references, environments)
      WITH ORDINALITY AS asked (token_hash, key_reference, environment, request)
    JOIN public.access_token token ON token.token_hash = asked.token_hash
      AND token.revoked_at IS NULL AND token.suspended_at IS NULL AND token.expires_at > now()
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
