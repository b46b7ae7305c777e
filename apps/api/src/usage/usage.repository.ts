import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FETCH_COLUMN, type FetchFilters, fetched } from './fetched.js';
import type { UsageGroup } from './usage.dto.js';
import type { UsageMark } from './usage-mark.repository.js';
import type { Period } from './usage-period.js';

export interface UsageRow {
  readonly group: string;
  readonly fetches: string;
  readonly mock: string;
  readonly live: string;
}

/** Counts answered fetches, exactly. Every call runs in a snapshot of the tenant's, of which it takes the watermark. */
@Injectable()
export class UsageRepository {
  /** A page of counts in the order of their group, one more than the limit where there are more. */
  count(
    manager: EntityManager,
    tenantId: string,
    mark: UsageMark,
    wanted: {
      readonly groupBy: UsageGroup;
      readonly period: Period;
      readonly filters: FetchFilters;
      readonly after: string | null;
      readonly limit: number;
    },
  ): Promise<UsageRow[]> {
    const { groupBy, period, filters, after, limit } = wanted;
    const { sql, values } = fetched(tenantId, mark, period, filters, [groupBy]);
    const ofDays = groupBy === 'day';
    const group = ofDays ? 'day' : `${FETCH_COLUMN[groupBy]} COLLATE "C"`;
    const shown = ofDays ? `to_char(day, 'YYYY-MM-DD')` : group;
    const next = values.length + 1;
    return manager.query(
      `SELECT ${shown} AS "group", sum(fetches) AS fetches,
         coalesce(sum(fetches) FILTER (WHERE effective_mode = 'mock'), 0) AS mock,
         coalesce(sum(fetches) FILTER (WHERE effective_mode = 'live'), 0) AS live
       FROM ${sql}
       WHERE ($${next}::${ofDays ? 'date' : 'text'} IS NULL OR ${group} > $${next})
       GROUP BY ${group} ORDER BY ${group} LIMIT $${next + 1}`,
      [...values, after, limit + 1],
    );
  }
}
