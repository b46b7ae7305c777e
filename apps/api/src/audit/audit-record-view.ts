import type { AuditRecord } from './audit.dto.js';
import type { AuditRow } from './audit.repository.js';
import type { AuditAction } from './audit-entry.js';

/** A stored record as the API shows it; what it does not have is left out. */
export function toRecord(row: AuditRow): AuditRecord {
  return {
    seq: Number(row.seq),
    at: row.at.toISOString(),
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name },
    action: row.action as AuditAction,
    keyId: row.key_id ?? undefined,
    keyVersion: row.key_version ?? undefined,
    tokenId: row.token_id ?? undefined,
    environment: row.environment ?? undefined,
    effectiveMode: row.effective_mode ?? undefined,
    source: row.source ?? undefined,
    outcome: row.outcome,
    reason: row.reason ?? undefined,
    requestId: row.request_id,
    ip: row.ip,
    detail: row.detail ?? undefined,
  };
}
