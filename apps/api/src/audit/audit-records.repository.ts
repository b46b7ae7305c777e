import type { EntityManager } from 'typeorm';
import { prepared } from '../database/prepared-statements.js';
import type { SharedAuditEntry } from './audit-entry.js';

const APPEND = prepared('SELECT append_audit_records($1)');

/** Writes entries to the record in one statement, through the one door that only ever adds. */
export async function appendAuditRecords(
  manager: Pick<EntityManager, 'query'>,
  entries: readonly SharedAuditEntry[],
): Promise<void> {
  await manager.query(APPEND, [recordTexts(entries)]);
}

/** Entries as the database takes them: a JSON array. */
export function recordTexts(entries: readonly SharedAuditEntry[]): string {
  return JSON.stringify(entries.map(toRow));
}

function toRow(entry: SharedAuditEntry): Record<string, unknown> {
  return {
    tenant_id: entry.tenantId,
    actor_type: entry.actor.type,
    actor_id: entry.actor.id,
    actor_name: entry.actor.name,
    action: entry.action,
    outcome: entry.outcome,
    reason: entry.reason,
    key_id: entry.keyId,
    key_version: entry.keyVersion,
    token_id: entry.tokenId,
    environment: entry.environment,
    effective_mode: entry.effectiveMode,
    source: entry.source,
    requests: entry.requests.map(({ requestId, ip }) => [requestId, ip]),
    detail: entry.detail,
  };
}
