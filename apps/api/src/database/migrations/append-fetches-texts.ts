import { changedText } from './changed-text.js';
import { FETCH_FACTS_WITH_BOUNDS } from './fetch-facts-with-bounds.js';

/** What is read of a fetch, in the order it is read in, but for the place it was asked in. */
const FACTS = [
  'tenant_id',
  'token_id',
  'token_name',
  'token_scopes',
  'token_environments',
  'token_key_ids',
  'key_id',
  'slug',
  'name',
  'llm_type',
  'override',
  'environment_default',
  'version',
  'format',
  'master_key_id',
  'wrapped_data_key',
  'sealed_value',
  'token_address_ranges',
];

/** Of the binary form: written out as text, bytes in hexadecimal digits, it would take twice as long. */
const FINGERPRINT = `sha256(record_send(ROW(${FACTS.map((name) => `one.${name}`).join(', ')})))`;

/** The facts of fetches as before, and a SHA-256 over each fetch's: while it is the same, they are the same. */
export const FETCH_FACTS_WITH_FINGERPRINT = changedText(FETCH_FACTS_WITH_BOUNDS, [
  ['CREATE FUNCTION fetch_facts(', 'CREATE FUNCTION fetch_facts_with_fingerprint('],
  ['token_address_ranges text[]', 'token_address_ranges text[], fingerprint bytea'],
  ['SELECT asked.request', `SELECT one.*, ${FINGERPRINT}\n    FROM (SELECT asked.request`],
  ['sealed.version = key.version', `sealed.version = key.version) AS one (request, ${FACTS.join(', ')})`],
]);

/**
 * Appends the records of fetches, as append_audit_records does, where the facts they were decided from are the facts
 * now: there is a question, and each has facts, of the fingerprint that is given for it. Otherwise it appends nothing. Tells
 * whether it did.
 */
export const APPEND_FETCHES = `
  CREATE FUNCTION append_fetches(
    token_hashes bytea[], key_references text[], environments text[], fingerprints bytea[], records json
  ) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    -- Null, where an argument is, is no yes.
    IF cardinality(token_hashes) > 0 AND cardinality(token_hashes) = (
      SELECT count(*) FROM public.fetch_facts_with_fingerprint(token_hashes, key_references, environments) AS facts
      WHERE facts.fingerprint = fingerprints[facts.request]
    ) THEN
      PERFORM public.append_audit_records(records);
      RETURN true;
    END IF;
    RETURN false;
  END $$`;
