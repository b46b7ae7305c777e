import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FETCH_COLUMN, type FetchFilters, fetched } from '../fetched.js';
import type { UsageSplit } from '../usage.dto.js';
import type { UsageMark } from '../usage-mark.repository.js';
import type { Period } from '../usage-period.js';

/** One day's fetches of one group, or of all those together that are not named. */
export interface SeriesRow {
  readonly day: string;
  /** Null: those of the groups that are not named. */
  readonly group: string | null;
  /** The place of the group, from 1; how many groups there are where it is none. */
  readonly place: string;
  readonly fetches: string;
  readonly mock: string;
  readonly live: string;
  readonly liveOutsideProduction: string;
}

/** Counts each day's answered fetches, split. Every call runs in a snapshot of the tenant's, of which it takes the watermark. */
@Injectable()
export class SeriesRepository {
  /** The days that have fetches, by the groups with the most of them, so many, and the rest as one. */
  byDay(
    manager: EntityManager,
    tenantId: string,
    mark: UsageMark,
    wanted: {
      readonly splitBy: UsageSplit;
      readonly period: Period;
      readonly filters: FetchFilters;
      readonly named: number;
    },
  ): Promise<SeriesRow[]> {
    const { splitBy, period, filters, named } = wanted;
    const { sql, values } = fetched(tenantId, mark, period, filters, ['day', splitBy, 'environment']);
    return manager.query(
      `WITH counted AS MATERIALIZED (
         SELECT day, ${FETCH_COLUMN[splitBy]} AS one, sum(fetches) AS fetches,
           coalesce(sum(fetches) FILTER (WHERE effective_mode = 'mock'), 0) AS mock,
           coalesce(sum(fetches) FILTER (WHERE effective_mode = 'live'), 0) AS live,
           coalesce(sum(fetches) FILTER (WHERE effective_mode = 'live' AND environment <> 'production'), 0)
             AS outside
         FROM ${sql} GROUP BY 1, 2
       ),
       ranked AS (
         SELECT one, row_number() OVER (ORDER BY sum(fetches) DESC, one COLLATE "C") AS place, count(*) OVER () AS all_of_them
         FROM counted GROUP BY one
       )
       SELECT to_char(day, 'YYYY-MM-DD') AS day, CASE WHEN place <= $${values.length + 1} THEN one END AS "group",
         CASE WHEN place <= $${values.length + 1} THEN place ELSE all_of_them END AS place,
         sum(fetches) AS fetches, sum(mock) AS mock, sum(live) AS live, sum(outside) AS "liveOutsideProduction"
       FROM counted JOIN ranked USING (one)
       GROUP BY counted.day, 2, 3 ORDER BY 3, counted.day`,
      [...values, named],
    );
  }
}
