import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UsageGroup } from './usage.dto.js';

/** A stretch of time up to but without its end; null: from 30 days ago by the database's clock, to now. */
export interface Period {
  readonly from: Date | null;
  readonly to: Date | null;
}

export interface UsageRow {
  readonly group: string;
  readonly fetches: string;
  readonly mock: string;
  readonly live: string;
}

const GROUP_EXPRESSION: Readonly<Record<UsageGroup, string>> = {
  day: `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
  key: 'key_id',
  token: 'token_id',
  environment: 'environment',
  mode: 'effective_mode',
};

/** Counts answered fetches from the record itself. Every call runs in the tenant's transaction. */
@Injectable()
export class UsageRepository {
  /**
   * A page of counts in the order of their group, one more than the limit where there are more.
   * Takes the keys to count, or null for all.
   */
  count(
    manager: EntityManager,
    tenantId: string,
    wanted: {
      readonly groupBy: UsageGroup;
      readonly period: Period;
      readonly keyIds: readonly string[] | null;
      readonly after: string | null;
      readonly limit: number;
    },
  ): Promise<UsageRow[]> {
    const group = `${GROUP_EXPRESSION[wanted.groupBy]} COLLATE "C"`;
    return manager.query(
      `SELECT ${group} AS "group", count(*) AS fetches,
         count(*) FILTER (WHERE effective_mode = 'mock') AS mock,
         count(*) FILTER (WHERE effective_mode = 'live') AS live
       FROM audit_record
       WHERE tenant_id = $1 AND action = 'key.value.read' AND outcome = 'allowed'
         AND at >= coalesce($2::timestamptz, now() - interval '30 days')
         AND ($3::timestamptz IS NULL OR at < $3)
         AND ($4::text[] IS NULL OR key_id = ANY ($4))
         AND ($5::text IS NULL OR ${group} > $5)
       GROUP BY 1 ORDER BY 1 LIMIT $6`,
      [tenantId, wanted.period.from, wanted.period.to, wanted.keyIds, wanted.after, wanted.limit + 1],
    );
  }
}
