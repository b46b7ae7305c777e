import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import { CURSOR_PART, type Page, readCursor, toPage } from '../http/page.js';
import type { AuditQuery, AuditRecord } from './audit.dto.js';
import { AuditRepository, type AuditRow } from './audit.repository.js';
import type { AuditAction } from './audit-entry.js';

/** Shows a tenant its own record. */
@Injectable()
export class AuditService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly records: AuditRepository,
  ) {}

  list(tenantId: string, query: AuditQuery): Promise<Page<AuditRecord>> {
    const [before] = readCursor(query.cursor, [CURSOR_PART.sequence]) ?? [];
    return this.database.inTenant(tenantId, async (manager) => {
      const rows = await this.records.list(manager, tenantId, query, before ?? null);
      return toPage(rows, query.limit, toRecord, (row) => [row.seq]);
    });
  }
}

function toRecord(row: AuditRow): AuditRecord {
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
