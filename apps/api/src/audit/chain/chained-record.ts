/** A record as the chain hashes it: every column as PostgreSQL writes it, in the words of its columns. */
export interface ChainedRecord {
  /** A bigint's digits. */
  readonly seq: string;
  /** RFC 3339 in UTC, with milliseconds. */
  readonly at: string;
  readonly tenant_id: string | null;
  readonly actor_type: string;
  readonly actor_id: string | null;
  readonly actor_name: string | null;
  readonly action: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly key_id: string | null;
  readonly key_version: number | null;
  readonly token_id: string | null;
  readonly environment: string | null;
  readonly effective_mode: string | null;
  readonly source: string | null;
  readonly request_id: string | null;
  readonly ip: string | null;
  /** jsonb's own text. */
  readonly detail: string | null;
}

/** The part of a record's text that is its own request's: its number and a JSON array. */
export function ownTextOf({ seq, request_id, ip }: ChainedRecord): string {
  return `${seq}${JSON.stringify([request_id, ip])}`;
}

/** The part of a record's text that records of equal requests share, as json_build_array writes it. */
export function sharedTextOf(record: ChainedRecord): string {
  const values = [
    record.at,
    record.tenant_id,
    record.actor_type,
    record.actor_id,
    record.actor_name,
    record.action,
    record.outcome,
    record.reason,
    record.key_id,
    record.key_version,
    record.token_id,
    record.environment,
    record.effective_mode,
    record.source,
    record.detail,
  ];
  return `[${values.map((value) => JSON.stringify(value)).join(', ')}]`;
}
