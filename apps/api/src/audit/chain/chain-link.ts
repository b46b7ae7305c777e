import { createHash } from 'node:crypto';
import { type ChainedRecord, ownTextOf, sharedTextOf } from './chained-record.js';

/** One link of the chain: the records of one append. Numbers are a bigint's digits. */
export interface ChainLink {
  readonly number: string;
  /** RFC 3339 in UTC, with milliseconds. */
  readonly at: string;
  readonly first_seq: string;
  readonly last_seq: string;
  readonly records: number;
  readonly records_hash: Buffer;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
}

/** Where the chain ends, and the random value that it began with. */
export interface ChainHead {
  readonly number: string;
  readonly last_seq: string;
  readonly hash: Buffer;
  readonly installation: Buffer;
}

/**
 * The hash that a link must have: SHA-256 of a JSON array of its parts. Computed here, as is the next one, so
 * that no function in the database has to be believed; their counterparts are in append_audit_records.
 */
export function linkHashOf(link: ChainLink): Buffer {
  const { number, at, first_seq, last_seq, records, records_hash, previous_hash } = link;
  const hex = (bytes: Buffer): string => JSON.stringify(bytes.toString('hex'));
  const parts = [
    number,
    JSON.stringify(at),
    first_seq,
    last_seq,
    records,
    hex(records_hash),
    hex(previous_hash),
  ];
  return createHash('sha256')
    .update(`[${parts.join(', ')}]`)
    .digest();
}

/** The hash of a link's records: of their texts in their order, what is shared once for all that follow it. */
export function recordsHashOf(records: readonly ChainedRecord[]): Buffer {
  const hash = createHash('sha256');
  let before: string | null = null;
  for (const record of records) {
    const shared = sharedTextOf(record);
    hash.update(ownTextOf(record));
    if (shared !== before) hash.update(shared);
    before = shared;
  }
  return hash.digest();
}
