import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../../database/tenant-database.js';
import { Problem } from '../../http/problem.js';
import { filtersFrom } from '../filters-from-query.js';
import { periodFrom } from '../period-from-query.js';
import type { UsageByDayQuery, UsageSplit } from '../usage.dto.js';
import { GROUP_FIELD } from '../usage.service.js';
import { UsageMarkRepository } from '../usage-mark.repository.js';
import { daysOf } from '../usage-period.js';
import { type NamedId, NamesRepository } from './names.repository.js';
import type { UsageOthers, UsageSeries, UsageSeriesItem, UsageTotals } from './series.dto.js';
import { SeriesRepository, type SeriesRow } from './series.repository.js';

/** As many as a chart can tell apart. */
const NAMED = 8;
/** A leap year, and a day begun at either end. */
const MOST_DAYS = 368;

/** Fetches by day, split, as a chart shows them. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly marks: UsageMarkRepository,
    private readonly series: SeriesRepository,
    private readonly names: NamesRepository,
  ) {}

  /** Counts a tenant's answered fetches, all at one moment. Throws a 400 Problem for more than a year. */
  count(tenantId: string, query: UsageByDayQuery): Promise<UsageSeries> {
    const { splitBy } = query;
    const periodAt = periodFrom(query);
    const filters = filtersFrom(query, null);
    return this.database.inSnapshot(tenantId, async (manager) => {
      const mark = await this.marks.read(manager);
      const period = periodAt(mark.now);
      const days = daysOf(period, mark.now, MOST_DAYS);
      if (!days) throw tooLong();
      const rows = await this.series.byDay(manager, tenantId, mark, {
        splitBy,
        period,
        filters,
        named: NAMED,
      });
      const ids = new Set(rows.flatMap(({ group }) => (group === null ? [] : [group])));
      const names = await this.names.of(manager, tenantId, splitBy, [...ids]);
      const items = [...ids].map((group) => {
        const own = rows.filter((row) => row.group === group);
        return toItem(splitBy, group, own, days, names.get(group));
      });
      return { days, totals: totalsOf(rows), items, others: othersOf(rows, days) };
    });
  }
}

function tooLong(): Problem {
  return new Problem(400, 'period_too_long', 'The period is longer than a year. Choose a shorter one.', {
    errors: [{ field: 'from', message: 'must be at most a year before "to"' }],
  });
}

function toItem(
  splitBy: UsageSplit,
  group: string,
  rows: readonly SeriesRow[],
  days: readonly string[],
  named: NamedId | undefined,
): UsageSeriesItem {
  return {
    [GROUP_FIELD[splitBy]]: group,
    ...(named && { name: named.name }),
    ...(named?.revoked && { revoked: true }),
    ...totalsOf(rows),
    byDay: byDayOf(rows, days),
  };
}

function othersOf(all: readonly SeriesRow[], days: readonly string[]): UsageOthers | null {
  const rows = all.filter(({ group }) => group === null);
  const [first] = rows;
  if (!first) return null;
  return { count: Number(first.place) - NAMED, ...totalsOf(rows), byDay: byDayOf(rows, days) };
}

function totalsOf(rows: readonly SeriesRow[]): UsageTotals {
  const sum = (field: keyof UsageTotals): number =>
    rows.reduce((total, row) => total + Number(row[field]), 0);
  return {
    fetches: sum('fetches'),
    mock: sum('mock'),
    live: sum('live'),
    liveOutsideProduction: sum('liveOutsideProduction'),
  };
}

function byDayOf(rows: readonly SeriesRow[], days: readonly string[]): readonly number[] {
  const counts = new Map(rows.map(({ day, fetches }) => [day, Number(fetches)]));
  return days.map((day) => counts.get(day) ?? 0);
}
