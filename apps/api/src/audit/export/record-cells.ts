import type { AuditRow } from '../audit.repository.js';

/** In the order of the file: the API's names, with the actor's parts side by side. */
export const RECORD_COLUMNS = [
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

/** Records as the cells of those columns. */
export async function* recordCells(rows: AsyncIterable<AuditRow>): AsyncGenerator<readonly unknown[]> {
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
