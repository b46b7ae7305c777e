import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** What a tenant's record and fetches have come to. */
export interface LatestChanges {
  /** The number of the latest record of anything but a fetch, as a text; null where there is none this month or last. */
  readonly seq: string | null;
  readonly lastFetchAt: Date | null;
}

/** Asks how far the record has come. Every call runs in the tenant's transaction. */
@Injectable()
export class ChangesRepository {
  /** A few looks at the ends of indexes, however long the record is: dashboards ask this every other second. */
  async latest(manager: EntityManager, tenantId: string): Promise<LatestChanges> {
    const now = new Date();
    const rows: LatestChanges[] = await manager.query(
      `SELECT
         (SELECT seq FROM audit_record
          WHERE tenant_id = $1 AND action <> 'key.value.read' AND at >= $2 AND at < $3 ORDER BY seq DESC LIMIT 1) AS seq,
         (SELECT at FROM last_read WHERE tenant_id = $1 ORDER BY at DESC LIMIT 1) AS "lastFetchAt"`,
      [tenantId, monthFrom(now, -1), monthFrom(now, 2)],
    );
    return rows[0] ?? { seq: null, lastFetchAt: null };
  }
}

/**
 * The beginning of a month (UTC), so many after the present one. Whole months are what the record is divided in:
 * PostgreSQL plans for three of them and not for all, and finds nothing in them to leave out row by row.
 */
function monthFrom(now: Date, after: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + after));
}
