import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { parseTime } from '../http/time.js';
import type { AuditFilters } from './audit.dto.js';

/** A stored record, as the database names its columns. */
export interface AuditRow {
  readonly seq: string;
  readonly at: Date;
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
  readonly detail: Record<string, unknown> | null;
}

/** Where a record is in the order of the list. */
export type AuditPosition = Pick<AuditRow, 'at' | 'seq'>;

/** Reads the record. Every call runs in the tenant's transaction. */
@Injectable()
export class AuditRepository {
  /** A page of records, newest first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    tenantId: string,
    filters: AuditFilters,
    limit: number,
    before: AuditPosition | null,
  ): Promise<AuditRow[]> {
    return manager.query(
      `SELECT * FROM audit_record
       WHERE tenant_id = $1
         AND ($9::timestamptz IS NULL OR (at, seq) < ($9, $10::bigint))
         AND ($2::text IS NULL OR action = $2)
         AND ($3::text IS NULL OR key_id = $3)
         AND ($4::text IS NULL OR token_id = $4)
         AND ($5::text IS NULL OR request_id = $5)
         AND ($6::text IS NULL OR outcome = $6)
         AND ($7::timestamptz IS NULL OR at >= $7)
         AND ($8::timestamptz IS NULL OR at < $8)
       ORDER BY at DESC, seq DESC LIMIT $11`,
      [
        tenantId,
        filters.action ?? null,
        filters.keyId ?? null,
        filters.tokenId ?? null,
        filters.requestId ?? null,
        filters.outcome ?? null,
        parseTime(filters.from ?? ''),
        parseTime(filters.to ?? ''),
        before?.at ?? null,
        before?.seq ?? null,
        limit + 1,
      ],
    );
  }
}
