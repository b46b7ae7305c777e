/** Records in one link of what was recorded before there was a chain, at most. */
const RECORDS_IN_LINK = 10_000;

/** What of a record is neither its place nor its request's own. */
export const COLUMNS = `actor_type, actor_id, actor_name, action, outcome, reason, key_id, key_version, token_id,
  environment, effective_mode, source`;

const TIME_TEXT = (at: string): string =>
  `to_char(${at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What of a record is its own request's: its number and a JSON array, as JSON.stringify writes it. */
const OWN_TEXT = (request: string): string => `seq::text || ${request}`;
const REQUEST_TEXT = `'[' || coalesce(to_json(request_id)::text, 'null') || ',' || coalesce(to_json(ip)::text, 'null') || ']'`;

/** What requests of one entry share: a JSON array. */
const SHARED_TEXT = (at: string): string =>
  `json_build_array(${TIME_TEXT(at)}, tenant_id, ${COLUMNS}, detail::text)::text`;

/** Which record of a broken link was changed: a hint, not a proof, as anybody can compute it. */
const CHECKSUM = (request: string, shared: string): string =>
  `hashtextextended(${request}, hashtextextended(${shared}, 0) # seq)`;

/** The checksum that a row of audit_record must have. */
export const RECORD_CHECKSUM = CHECKSUM(REQUEST_TEXT, SHARED_TEXT('at'));

/**
 * Makes the monthly partitions (UTC) from one time to another that are missing; run by the tables' owner. What
 * went to the default partition for want of one moves to its month.
 */
export const MAKE_AUDIT_PARTITIONS = `
  CREATE FUNCTION make_audit_partitions(first timestamptz, last timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public SET timezone = 'UTC' AS $$
  DECLARE
    month timestamptz := date_trunc('month', first);
    name text;
  BEGIN
    WHILE month <= last LOOP
      name := to_char(month, '"audit_record_"YYYY_MM');
      IF to_regclass(format('public.%I', name)) IS NULL THEN
        EXECUTE format('CREATE TABLE public.%I (LIKE public.audit_record INCLUDING ALL)', name);
        ALTER TABLE public.audit_record_default NO FORCE ROW LEVEL SECURITY;
        EXECUTE format(
          'WITH moved AS (DELETE FROM public.audit_record_default WHERE at >= %L AND at < %L RETURNING *)
           INSERT INTO public.%I SELECT * FROM moved',
          month, month + interval '1 month', name);
        ALTER TABLE public.audit_record_default FORCE ROW LEVEL SECURITY;
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE public.audit_record ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
          name, month, month + interval '1 month');
      END IF;
      month := month + interval '1 month';
    END LOOP;
  END $$`;

/** Of the columns of a link, or of a row that is to become one. */
const LINK_HASH = `sha256(convert_to(json_build_array(number, ${TIME_TEXT('at')}, first_seq, last_seq, records,
  encode(records_hash, 'hex'), encode(previous_hash, 'hex'))::text, 'UTF8'))`;

/** Links what was recorded before there was a chain. Its numbers may have gaps: a rolled-back append left one. */
export const LINK_WHAT_IS_THERE = `
  DO $$
  DECLARE
    head audit_head;
    added audit_link;
  BEGIN
    SELECT * INTO head FROM audit_head;
    LOOP
      WITH next AS (
        SELECT seq, ${OWN_TEXT(REQUEST_TEXT)} AS own_text, ${SHARED_TEXT('at')} AS shared_text
        FROM audit_record WHERE seq > head.last_seq ORDER BY seq LIMIT ${RECORDS_IN_LINK}
      ),
      text AS (
        SELECT seq, own_text || CASE WHEN shared_text IS DISTINCT FROM lag(shared_text) OVER (ORDER BY seq)
          THEN shared_text ELSE '' END AS text
        FROM next
      ),
      link AS (
        SELECT head.number + 1 AS number, now()::timestamptz(3) AS at, min(seq) AS first_seq, max(seq) AS last_seq,
          count(*) AS records, sha256(convert_to(string_agg(text, '' ORDER BY seq), 'UTF8')) AS records_hash,
          head.hash AS previous_hash
        FROM text HAVING count(*) > 0
      )
      INSERT INTO audit_link (number, at, first_seq, last_seq, records, records_hash, previous_hash, hash)
      SELECT *, ${LINK_HASH} FROM link
      RETURNING * INTO added;
      EXIT WHEN NOT FOUND;
      UPDATE audit_head SET number = added.number, last_seq = added.last_seq, hash = added.hash RETURNING * INTO head;
    END LOOP;
  END $$`;

/**
 * Appends records, of whichever tenants, in their order, as one link of the chain. The head is locked until the
 * transaction ends: links follow one another in the order of their commits. CREATE OR REPLACE keeps the
 * function's owner and grants.
 */
export const APPEND_TO_CHAIN = `
  CREATE OR REPLACE FUNCTION append_audit_records(records json) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  SET plan_cache_mode = force_generic_plan SET jit = off AS $$
  #variable_conflict use_column
  DECLARE
    head public.audit_head;
    link public.audit_link;
    stamp timestamptz(3);
  BEGIN
    SELECT * INTO head FROM public.audit_head FOR UPDATE;
    stamp := clock_timestamp();
    WITH entry AS MATERIALIZED (
      SELECT *, ${SHARED_TEXT('stamp')} AS shared_text, json_array_length(requests) AS count
      FROM ROWS FROM (json_to_recordset(records) AS (tenant_id text, actor_type text, actor_id text,
        actor_name text, action text, outcome text, reason text, key_id text, key_version integer,
        token_id text, environment text, effective_mode text, source text, requests json, detail jsonb))
        WITH ORDINALITY
    ),
    placed AS (
      SELECT *, head.last_seq - count + sum(count) OVER turn AS before,
        shared_text IS DISTINCT FROM lag(shared_text) OVER turn AS differs
      FROM entry WINDOW turn AS (ORDER BY ordinality)
    ),
    record AS (
      SELECT placed.*, before + place AS seq, request::text AS request, request ->> 0 AS request_id,
        request ->> 1 AS ip, differs AND place = 1 AS begins
      FROM placed CROSS JOIN LATERAL json_array_elements(requests) WITH ORDINALITY AS one (request, place)
    ),
    appended AS (
      INSERT INTO public.audit_record (seq, at, tenant_id, ${COLUMNS}, request_id, ip, detail, checksum)
      SELECT seq, stamp, tenant_id, ${COLUMNS}, request_id, ip, detail, ${CHECKSUM('request', 'shared_text')}
      FROM record
    )
    SELECT head.number + 1, stamp, min(seq), max(seq), count(*), head.hash,
      sha256(convert_to(string_agg(${OWN_TEXT('request')} || CASE WHEN begins THEN shared_text ELSE '' END, ''
        ORDER BY seq), 'UTF8'))
    INTO link.number, link.at, link.first_seq, link.last_seq, link.records, link.previous_hash, link.records_hash
    FROM record;
    IF link.records = 0 THEN RETURN; END IF;
    SELECT ${LINK_HASH} INTO link.hash FROM (SELECT link.*) AS link;
    INSERT INTO public.audit_link SELECT link.*;
    UPDATE public.audit_head SET number = link.number, last_seq = link.last_seq, hash = link.hash;

    WITH subject AS (
      SELECT DISTINCT id, tenant_id, now() AS at
      FROM json_to_recordset(records) AS entry (tenant_id text, action text, outcome text, key_id text, token_id text)
      CROSS JOIN LATERAL (VALUES (key_id), (token_id)) AS one (id)
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
