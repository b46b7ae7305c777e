import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import { type Page, readCursor, toPage } from '../http/page.js';
import { Problem } from '../http/problem.js';
import { parseTime } from '../http/time.js';
import type { UsageGroup, UsageItem, UsageQuery } from './usage.dto.js';
import { type Period, UsageRepository, type UsageRow } from './usage.repository.js';

const DEFAULT_PERIOD = 30 * 24 * 60 * 60 * 1000;
const isGroup = (text: string): boolean => /^[\w-]{1,100}$/.test(text);

const GROUP_FIELD: Readonly<Record<UsageGroup, 'day' | 'keyId' | 'tokenId' | 'environment' | 'mode'>> = {
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
    private readonly usage: UsageRepository,
  ) {}

  /** Counts a tenant's answered fetches. Takes the keys to count, or null for all. */
  count(tenantId: string, keyIds: readonly string[] | null, query: UsageQuery): Promise<Page<UsageItem>> {
    const [after] = readCursor(query.cursor, [isGroup]) ?? [];
    const { groupBy, limit } = query;
    const period = periodOf(query);
    return this.database.inTenant(tenantId, async (manager) => {
      const wanted = { groupBy, period, keyIds, after: after ?? null, limit };
      const rows = await this.usage.count(manager, tenantId, wanted);
      return toPage(
        rows,
        limit,
        (row) => toItem(groupBy, row),
        (row) => [row.group],
      );
    });
  }
}

function periodOf(query: UsageQuery): Period {
  const to = query.to === undefined ? null : parseTime(query.to);
  const from = query.from === undefined ? beginningOf(to) : parseTime(query.from);
  if (from && to && from > to) throw Problem.ofField('from', 'must not be after "to"');
  return { from, to };
}

function beginningOf(to: Date | null): Date | null {
  return to && new Date(to.getTime() - DEFAULT_PERIOD);
}

function toItem(groupBy: UsageGroup, row: UsageRow): UsageItem {
  return {
    [GROUP_FIELD[groupBy]]: row.group,
    fetches: Number(row.fetches),
    mock: Number(row.mock),
    live: Number(row.live),
  };
}
