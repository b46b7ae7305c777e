import type { Environment, Mode } from './contract.js';
import { eventually } from './eventually.js';
import type { TestDatabase } from './test-database.js';

/** A fetch as it is on record. */
export interface PastFetch {
  readonly at: Date;
  readonly keyId: string;
  readonly tokenId: string;
  readonly environment: Environment;
  readonly mode: Mode;
  readonly version?: number;
}

/**
 * Puts answered fetches on record as of other times, as servers do whose clocks say so: each with the next number
 * and a link of its own, which notes whose it is. Their hashes do not hold.
 */
export async function recordPastFetches(
  database: TestDatabase,
  tenantId: string,
  fetches: readonly PastFetch[],
): Promise<void> {
  await database.query(
    `WITH head AS (
       UPDATE audit_head SET last_seq = last_seq + $3::integer, number = number + $3::integer
       RETURNING last_seq - $3::integer AS last_seq, number - $3::integer AS number
     ),
     past AS (
       SELECT head.last_seq + place AS seq, head.number + place AS number, one.* FROM head,
         ROWS FROM (json_to_recordset($2) AS (at timestamptz, "keyId" text, "tokenId" text, environment text,
           mode text, version integer)) WITH ORDINALITY AS one (at, key_id, token_id, environment, mode, version, place)
     ),
     recorded AS (
       INSERT INTO audit_record (seq, checksum, at, tenant_id, actor_type, action, outcome, key_id, key_version,
         token_id, environment, effective_mode, source)
       SELECT seq, 0, at, $1, 'token', 'key.value.read', 'allowed', key_id, coalesce(version, 1), token_id,
         environment, mode, 'tenant_setting' FROM past
     ),
     linked AS (
       INSERT INTO audit_link (number, at, first_seq, last_seq, records, records_hash, previous_hash, hash, tenant_ids)
       SELECT number, at, seq, seq, 1, '', '', '', ARRAY[$1] FROM past
     )
     SELECT FROM head`,
    [tenantId, JSON.stringify(fetches), fetches.length],
  );
}

/** Sums up usage as the servers do, beside them, until nothing is left. */
export async function sumAllUsage(database: TestDatabase): Promise<void> {
  await eventually('all is summed', async () => {
    const [row] = await database.query<{ records: string | null }>('SELECT sum_usage(1000) AS records');
    return row?.records === '0';
  });
}
