import { ENVIRONMENTS, type Environment, MODES, type Mode, parseEnvironment } from '@ibyok/mode-resolution';
import { identifierIn, oneOf } from '../../shared/search-parameters.js';
import { dayAfter, shownPeriod } from './shown-period.js';

export const PERIODS = [7, 30, 90] as const;
export const SPLITS = ['environment', 'mode', 'key', 'token'] as const;
export type UsageSplit = (typeof SPLITS)[number];
export const OUTSIDE_PRODUCTION = 'outside_production';

/** What the Usage page shows, as its address holds it; what is missing is 30 days, by environment, unfiltered. */
export interface UsageSearch {
  readonly days?: 7 | 90;
  /** UTC days, `2026-11-24`, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly by?: Exclude<UsageSplit, 'environment'>;
  readonly env?: Environment | typeof OUTSIDE_PRODUCTION;
  readonly mode?: Mode;
  readonly key?: string;
  readonly token?: string;
}

/** What the API is asked. */
export interface UsageParameters {
  readonly splitBy: UsageSplit;
  readonly from: string;
  readonly to?: string;
  readonly environment?: Environment | typeof OUTSIDE_PRODUCTION;
  readonly mode?: Mode;
  readonly keyId?: string;
  readonly tokenId?: string;
}

/** Reads the parameters of an address, whatever they are; what makes no sense counts as missing. */
export function readUsageSearch(parameters: Readonly<Record<string, unknown>>): UsageSearch {
  const from = dayIn(parameters.from);
  const to = dayIn(parameters.to);
  const days =
    from || to ? undefined : ([7, 90] as const).find((one) => String(one) === String(parameters.days));
  const by = oneOf(['mode', 'key', 'token'] as const, parameters.by);
  const env = environmentIn(parameters.env);
  const mode = oneOf(MODES, parameters.mode);
  const key = identifierIn(parameters.key);
  const token = identifierIn(parameters.token);
  return {
    ...(days && { days }),
    ...(from && { from }),
    ...(to && { to }),
    ...(by && { by }),
    ...(env && { env }),
    ...(mode && { mode }),
    ...(key && { key }),
    ...(token && { token }),
  };
}

/** What the API is asked for an address. A period that reaches today stays open, so that nothing new is missed. */
export function usageParameters(search: UsageSearch, today: string): UsageParameters {
  const { env, mode, key, token } = search;
  const { from, to } = shownPeriod(search, today);
  return {
    splitBy: splitOf(search),
    from,
    ...(search.to !== undefined && { to: dayAfter(to, 1) }),
    ...(env && { environment: env }),
    ...(mode && { mode }),
    ...(key && { keyId: key }),
    ...(token && { tokenId: token }),
  };
}

/** Where the same fetches can be had as a file. */
export function exportAddress(parameters: UsageParameters): string {
  return `/api/usage/export?${new URLSearchParams({ ...parameters })}`;
}

export function splitOf({ by }: UsageSearch): UsageSplit {
  return by ?? 'environment';
}

/** The same period and split without filters. */
export function withoutFilters({ days, from, to, by }: UsageSearch): UsageSearch {
  return readUsageSearch({ days, from, to, by });
}

export function isFiltered({ env, mode, key, token }: UsageSearch): boolean {
  return Boolean(env ?? mode ?? key ?? token);
}

function dayIn(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const time = Date.parse(value);
  // What no calendar has, like 2026-02-30, JavaScript reads as another day, or not at all.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) ? value : undefined;
}

function environmentIn(value: unknown): UsageSearch['env'] {
  if (value === OUTSIDE_PRODUCTION) return value;
  const environment = typeof value === 'string' ? parseEnvironment(value) : null;
  return oneOf(ENVIRONMENTS, environment);
}
