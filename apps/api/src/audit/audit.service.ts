import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import { CURSOR_PART, type Page, readCursor, toPage } from '../http/page.js';
import type { AuditQuery, AuditRecord } from './audit.dto.js';
import { AuditRepository } from './audit.repository.js';
import { toRecord } from './audit-record-view.js';

/** Shows a tenant its own record. */
@Injectable()
export class AuditService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly records: AuditRepository,
  ) {}

  list(tenantId: string, query: AuditQuery): Promise<Page<AuditRecord>> {
    const [at, seq] = readCursor(query.cursor, [CURSOR_PART.time, CURSOR_PART.sequence]) ?? [];
    const before = at && seq ? { at: new Date(at), seq } : null;
    return this.database.inTenant(tenantId, async (manager) => {
      const rows = await this.records.list(manager, tenantId, query, query.limit, before);
      return toPage(rows, query.limit, toRecord, (row) => [row.at.toISOString(), row.seq]);
    });
  }
}
