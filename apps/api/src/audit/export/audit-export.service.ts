import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { CSV_TYPE, csvOf } from '../../http/csv.js';
import type { AuditExportQuery, AuditFilters } from '../audit.dto.js';
import { type AuditPosition, AuditRepository, type AuditRow } from '../audit.repository.js';
import { AuditLog } from '../audit-log.js';
import { toRecord } from '../audit-record-view.js';
import { RECORD_COLUMNS, recordCells } from './record-cells.js';

/** Records in one query: short enough to be served between other queries, and bounded in memory. */
const AT_ONCE = 1_000;
const TYPES = { csv: CSV_TYPE, jsonl: 'application/jsonl; charset=utf-8' };

/** Hands a tenant its record as a file. */
@Injectable()
export class AuditExportService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly records: AuditRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Streams every record that the filters leave, newest first, however many; the export is recorded first. */
  async export(person: Person, { format, ...filters }: AuditExportQuery): Promise<StreamableFile> {
    const { tenantId } = person;
    const first = await this.database.inTenant(tenantId, async (manager) => {
      const rows = await this.records.list(manager, tenantId, filters, AT_ONCE, null);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'audit.exported',
        outcome: 'allowed',
        detail: { format, ...filters },
      });
      return rows;
    });
    const rows = this.rows(tenantId, filters, first);
    const day = new Date().toISOString().slice(0, 10);
    return new StreamableFile(
      format === 'csv' ? csvOf(RECORD_COLUMNS, recordCells(rows)) : Readable.from(linesOf(rows)),
      {
        type: TYPES[format],
        disposition: `attachment; filename="ibyok-audit-${day}.${format}"`,
      },
    );
  }

  private async *rows(
    tenantId: string,
    filters: AuditFilters,
    first: readonly AuditRow[],
  ): AsyncGenerator<AuditRow> {
    let rows = first;
    while (rows.length > AT_ONCE) {
      const shown = rows.slice(0, AT_ONCE);
      yield* shown;
      const last: AuditPosition | null = shown.at(-1) ?? null;
      rows = await this.database.inTenant(tenantId, (manager) =>
        this.records.list(manager, tenantId, filters, AT_ONCE, last),
      );
    }
    yield* rows;
  }
}

async function* linesOf(rows: AsyncIterable<AuditRow>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(toRecord(row))}\n`;
}
