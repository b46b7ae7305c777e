import { Injectable, StreamableFile } from '@nestjs/common';
import { TenantDatabase } from '../../database/tenant-database.js';
import { CSV_TYPE, csvOf } from '../../http/csv.js';
import type { FetchFilters } from '../fetched.js';
import { filtersFrom } from '../filters-from-query.js';
import { periodFrom } from '../period-from-query.js';
import type { UsageByDayQuery, UsageSplit } from '../usage.dto.js';
import { UsageRepository } from '../usage.repository.js';
import { GROUP_FIELD } from '../usage.service.js';
import { UsageMarkRepository } from '../usage-mark.repository.js';
import { DAY, type Period } from '../usage-period.js';
import { NamesRepository } from './names.repository.js';

/** More groups than any day has. */
const ALL = 1_000_000_000;
const NAMED: readonly UsageSplit[] = ['key', 'token'];

/** Hands a tenant its usage as a file. */
@Injectable()
export class UsageExportService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly marks: UsageMarkRepository,
    private readonly usage: UsageRepository,
    private readonly names: NamesRepository,
  ) {}

  /** Streams the fetches of each UTC day, oldest first, split: a day at a time, however many there are. */
  async export(tenantId: string, query: UsageByDayQuery): Promise<StreamableFile> {
    const { splitBy } = query;
    const periodAt = periodFrom(query);
    const filters = filtersFrom(query, null);
    const { days, period } = await this.database.inSnapshot(tenantId, async (manager) => {
      const mark = await this.marks.read(manager);
      const asked = periodAt(mark.now);
      const wanted = { groupBy: 'day', period: asked, filters, after: null, limit: ALL } as const;
      const rows = await this.usage.count(manager, tenantId, mark, wanted);
      return { days: rows.map(({ group }) => group), period: asked };
    });
    const name = NAMED.includes(splitBy) ? [`${splitBy}Name`] : [];
    const columns = ['day', GROUP_FIELD[splitBy], ...name, 'fetches', 'mock', 'live'];
    const lines = this.lines(tenantId, splitBy, filters, period, days);
    return new StreamableFile(csvOf(columns, lines), {
      type: CSV_TYPE,
      disposition: `attachment; filename="ibyok-usage-${new Date().toISOString().slice(0, 10)}.csv"`,
    });
  }

  private async *lines(
    tenantId: string,
    splitBy: UsageSplit,
    filters: FetchFilters,
    period: Period,
    days: readonly string[],
  ): AsyncGenerator<readonly unknown[]> {
    for (const day of days) {
      yield* await this.database.inSnapshot(tenantId, async (manager) => {
        const mark = await this.marks.read(manager);
        const wanted = { groupBy: splitBy, period: within(period, day), filters, after: null, limit: ALL };
        const rows = await this.usage.count(manager, tenantId, mark, wanted);
        const ids = rows.map(({ group }) => group);
        const names = await this.names.of(manager, tenantId, splitBy, ids);
        return rows.map(({ group, fetches, mock, live }) => {
          const name = NAMED.includes(splitBy) ? [names.get(group)?.name ?? ''] : [];
          return [day, group, ...name, fetches, mock, live];
        });
      });
    }
  }
}

/** What of a period is on one of its days. */
function within({ from, to }: Period, day: string): Period {
  const begin = new Date(day);
  const end = new Date(begin.getTime() + DAY);
  return { from: from > begin ? from : begin, to: to && to < end ? to : end };
}
