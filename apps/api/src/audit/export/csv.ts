import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { AuditRow } from '../audit.repository.js';

/** In the order of the file: the API's names, with the actor's parts side by side. */
const COLUMNS = [
  'seq',
  'at',
  'actorType',
  'actorId',
  'actorName',
  'action',
  'outcome',
  'reason',
  'keyId',
  'keyVersion',
  'tokenId',
  'environment',
  'effectiveMode',
  'source',
  'requestId',
  'ip',
  'detail',
] as const;

/**
 * Records as CSV (RFC 4180) with a header line. What a spreadsheet would take for a formula begins with an
 * apostrophe (OWASP, CSV Injection): names are people's to choose.
 */
export function csvOf(rows: AsyncIterable<AuditRow>): Readable {
  const csv = stringify({
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  // A failure amid the rows breaks the download off: half a file must not look like a whole one.
  pipeline(Readable.from(toCells(rows)), csv, () => {});
  return csv;
}

async function* toCells(rows: AsyncIterable<AuditRow>): AsyncGenerator<readonly unknown[]> {
  for await (const row of rows) {
    yield [
      row.seq,
      row.at.toISOString(),
      row.actor_type,
      row.actor_id,
      row.actor_name,
      row.action,
      row.outcome,
      row.reason,
      row.key_id,
      row.key_version,
      row.token_id,
      row.environment,
      row.effective_mode,
      row.source,
      row.request_id,
      row.ip,
      row.detail && JSON.stringify(row.detail),
    ];
  }
}
