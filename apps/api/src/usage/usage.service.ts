import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import { type Page, readCursor, toPage } from '../http/page.js';
import { parseTime } from '../http/time.js';
import { filtersFrom } from './filters-from-query.js';
import { periodFrom } from './period-from-query.js';
import type { UsageGroup, UsageItem, UsageQuery } from './usage.dto.js';
import { UsageRepository, type UsageRow } from './usage.repository.js';
import { UsageMarkRepository } from './usage-mark.repository.js';

/** The forms that a group can have in a cursor. */
const isGroup = (text: string): boolean => /^[\w-]{1,100}$/.test(text);
const isDay = (text: string): boolean => text.length === 'YYYY-MM-DD'.length && parseTime(text) !== null;

/** The API's name of what a group is of. */
export const GROUP_FIELD: Readonly<Record<UsageGroup, 'day' | 'keyId' | 'tokenId' | 'environment' | 'mode'>> =
  {
    day: 'day',
    key: 'keyId',
    token: 'tokenId',
    environment: 'environment',
    mode: 'mode',
  };

/** Fetches over time. */
@Injectable()
export class UsageService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly marks: UsageMarkRepository,
    private readonly usage: UsageRepository,
  ) {}

  /** Counts a tenant's answered fetches. Takes the keys to count, or null for all. */
  count(tenantId: string, keyIds: readonly string[] | null, query: UsageQuery): Promise<Page<UsageItem>> {
    const [after] = readCursor(query.cursor, [query.groupBy === 'day' ? isDay : isGroup]) ?? [];
    const { groupBy, limit } = query;
    const periodAt = periodFrom(query);
    const filters = filtersFrom(query, keyIds);
    return this.database.inSnapshot(tenantId, async (manager) => {
      const mark = await this.marks.read(manager);
      const wanted = { groupBy, period: periodAt(mark.now), filters, after: after ?? null, limit };
      const rows = await this.usage.count(manager, tenantId, mark, wanted);
      return toPage(
        rows,
        limit,
        (row) => toItem(groupBy, row),
        (row) => [row.group],
      );
    });
  }
}

function toItem(groupBy: UsageGroup, row: UsageRow): UsageItem {
  return {
    [GROUP_FIELD[groupBy]]: row.group,
    fetches: Number(row.fetches),
    mock: Number(row.mock),
    live: Number(row.live),
  };
}
