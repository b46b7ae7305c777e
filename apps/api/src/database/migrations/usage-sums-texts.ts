const FETCH = `action = 'key.value.read' AND outcome = 'allowed'`;

/** Of records of fetches: what they are summed by, and how much. */
const SUMS = `tenant_id, (at AT TIME ZONE 'UTC')::date AS day, key_id, token_id, environment, effective_mode,
  coalesce(key_version, 0) AS key_version, count(*) AS fetches, max(at) AS last_at`;

const ADD_UP = (records: string): string => `
  WITH summed AS MATERIALIZED (
    SELECT ${SUMS} FROM ${records} GROUP BY 1, 2, 3, 4, 5, 6, 7
  ),
  by_both AS (
    INSERT INTO public.usage_day AS known (tenant_id, day, key_id, token_id, environment, effective_mode,
      key_version, fetches, last_at)
    SELECT * FROM summed
    ON CONFLICT (tenant_id, key_id, day, token_id, environment, effective_mode, key_version)
      DO UPDATE SET fetches = known.fetches + excluded.fetches, last_at = greatest(known.last_at, excluded.last_at)
  ),
  by_key AS (
    INSERT INTO public.usage_key_day AS known (tenant_id, day, key_id, environment, effective_mode, fetches)
    SELECT tenant_id, day, key_id, environment, effective_mode, sum(fetches) FROM summed GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (tenant_id, day, key_id, environment, effective_mode)
      DO UPDATE SET fetches = known.fetches + excluded.fetches
  )
  INSERT INTO public.usage_token_day AS known (tenant_id, day, token_id, environment, effective_mode, fetches)
  SELECT tenant_id, day, token_id, environment, effective_mode, sum(fetches) FROM summed GROUP BY 1, 2, 3, 4, 5
  ON CONFLICT (tenant_id, day, token_id, environment, effective_mode)
    DO UPDATE SET fetches = known.fetches + excluded.fetches`;

/**
 * Sums the next links' records, so many that there are at least this number of records, and moves the
 * watermark behind them. Returns how many records that were: 0 where all are summed, null where somebody else
 * is at it. Never waits for, nor locks, what an append needs.
 *
 * A link's time is its records' time, so each tenant's are found by the record's index, however large it is.
 */
export const SUM_USAGE = `
  CREATE FUNCTION sum_usage(record_count integer) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_bitmapscan = off
  SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
  DECLARE
    mark public.usage_watermark;
    step record;
  BEGIN
    SELECT * INTO mark FROM public.usage_watermark FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN RETURN NULL; END IF;
    SELECT max(number) AS link, max(last_seq) AS seq, min(at) AS first_at, max(at) AS last_at,
      coalesce(sum(records), 0) AS records
    INTO step
    FROM (
      SELECT *, sum(records) OVER (ORDER BY number) - records AS before
      FROM (
        SELECT number, last_seq, at, records FROM public.audit_link
        WHERE number > mark.through_link ORDER BY number LIMIT greatest(record_count, 1)
      ) AS next
    ) AS counted
    WHERE before < greatest(record_count, 1);
    IF step.link IS NULL THEN RETURN 0; END IF;
    IF mark.through_link < mark.unchained_links THEN
      PERFORM set_config('enable_bitmapscan', 'on', true);
      ${ADD_UP(`public.audit_record
        WHERE ${FETCH} AND tenant_id IS NOT NULL AND seq > mark.through_seq AND seq <= step.seq`)};
    ELSE
      ${ADD_UP(`(
        SELECT one.* FROM public.tenant CROSS JOIN LATERAL (
          SELECT * FROM public.audit_record
          WHERE tenant_id = tenant.id AND at >= step.first_at AND at <= step.last_at
            AND seq > mark.through_seq AND seq <= step.seq AND ${FETCH}
        ) AS one
      ) AS fetched`)};
    END IF;
    UPDATE public.usage_watermark SET through_seq = step.seq, through_link = step.link;
    RETURN step.records;
  END $$`;

/** Links behind the watermark that are looked at one by one; while there are more, the servers catch up. */
const FEW_LINKS = 10_000;

/**
 * Up to which record usage is summed, and a time before which no later record is; null where there is none
 * later. Only this of the chain is the application's to see.
 */
export const USAGE_MARK = `
  CREATE FUNCTION usage_mark() RETURNS TABLE (through_seq bigint, unsummed_from timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT mark.through_seq,
      CASE WHEN later.links > ${FEW_LINKS} OR (later.links > 0 AND mark.through_link < mark.unchained_links)
        THEN '-infinity' ELSE later.first_at END
    FROM public.usage_watermark AS mark CROSS JOIN LATERAL (
      SELECT count(*) AS links, min(at) AS first_at
      FROM (
        SELECT at FROM public.audit_link
        WHERE number > mark.through_link ORDER BY number LIMIT ${FEW_LINKS + 1}
      ) AS first_ones
    ) AS later
  $$`;
