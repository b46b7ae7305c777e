import { Problem } from '../http/problem.js';
import { parseTime } from '../http/time.js';
import type { UsageFilters } from './usage.dto.js';
import { DAY, type Period } from './usage-period.js';

const DEFAULT_PERIOD = 30 * DAY;

/**
 * The period that a query asks for, once the database's time is known: the last 30 days unless it says
 * otherwise. Throws a 400 Problem for one that ends before it begins.
 */
export function periodFrom(query: Pick<UsageFilters, 'from' | 'to'>): (now: Date) => Period {
  const to = query.to === undefined ? null : parseTime(query.to);
  const from = query.from === undefined ? null : parseTime(query.from);
  if (from && to && from > to) throw Problem.ofField('from', 'must not be after "to"');
  return (now) => ({ from: from ?? new Date((to ?? now).getTime() - DEFAULT_PERIOD), to });
}
