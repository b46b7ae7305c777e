import fc from 'fast-check';
import type { UsageCounts, UsageItem, UsageSeries } from '../harness/contract.js';
import { ENVIRONMENTS } from '../harness/contract.js';
import type { PastFetch } from '../harness/past-fetches.js';

const DAY = 24 * 60 * 60 * 1000;
/** A midnight (UTC) in the past. */
export const MIDNIGHT = Math.floor(Date.now() / DAY) * DAY - 10 * DAY;

/** Times within some days, often a day's first or last moment. */
const time = fc
  .tuple(fc.integer({ min: -2, max: 2 }), fc.oneof(fc.constantFrom(0, 1, DAY - 1), fc.nat(DAY - 1)))
  .map(([day, moment]) => new Date(MIDNIGHT + day * DAY + moment));

const keyId = fc.constantFrom('key_A', 'key_B', 'key_c');
const tokenId = fc.constantFrom('tok_1', 'tok_2');
const environment = fc.constantFrom(...ENVIRONMENTS);
const mode = fc.constantFrom('mock' as const, 'live' as const);

export const pastFetch: fc.Arbitrary<PastFetch> = fc.record({
  at: time,
  keyId,
  tokenId,
  environment,
  mode,
  version: fc.integer({ min: 1, max: 3 }),
});

/** What GET /api/usage can be asked. */
export interface UsageQuestion {
  readonly from: Date;
  readonly to?: Date;
  readonly groupBy: 'day' | 'key' | 'token' | 'environment' | 'mode';
  readonly keyId?: string;
  readonly tokenId?: string;
  readonly environment?: PastFetch['environment'] | 'outside_production';
  readonly mode?: PastFetch['mode'];
}

const maybe = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined, freq: 2 });

export const question: fc.Arbitrary<UsageQuestion> = fc
  .record({
    times: fc.tuple(time, time),
    open: fc.boolean(),
    groupBy: fc.constantFrom('day', 'key', 'token', 'environment', 'mode'),
    keyId: maybe(keyId),
    tokenId: maybe(tokenId),
    environment: maybe(fc.oneof(environment, fc.constant('outside_production' as const))),
    mode: maybe(mode),
  })
  .map(({ times, open, ...rest }) => {
    const [from, to] = times[0] <= times[1] ? times : [times[1], times[0]];
    return { from, ...(open ? {} : { to }), ...rest };
  });

export function queryOf({ from, to, ...rest }: Partial<UsageQuestion>): string {
  const given = Object.entries({ from: from?.toISOString(), to: to?.toISOString(), ...rest });
  const query = new URLSearchParams();
  for (const [name, value] of given) if (value !== undefined) query.set(name, value);
  return query.toString();
}

/** The fetches that a question is about. */
export function asked(fetches: readonly PastFetch[], question: UsageQuestion): readonly PastFetch[] {
  return fetches.filter(
    (one) =>
      one.at >= question.from &&
      (question.to === undefined || one.at < question.to) &&
      (question.keyId === undefined || one.keyId === question.keyId) &&
      (question.tokenId === undefined || one.tokenId === question.tokenId) &&
      (question.mode === undefined || one.mode === question.mode) &&
      (question.environment === undefined ||
        (question.environment === 'outside_production'
          ? one.environment !== 'production'
          : one.environment === question.environment)),
  );
}

const FIELD = {
  day: 'day',
  key: 'keyId',
  token: 'tokenId',
  environment: 'environment',
  mode: 'mode',
} as const;

/** What a fetch is counted under. */
export function groupOf(one: PastFetch, groupBy: UsageQuestion['groupBy']): string {
  return groupBy === 'day' ? one.at.toISOString().slice(0, 10) : one[FIELD[groupBy]];
}

/** A count of the fetches, one by one, as the contract has it. */
export function counted(fetches: readonly PastFetch[], question: UsageQuestion): readonly UsageItem[] {
  const meant = asked(fetches, question);
  const groups = new Set(meant.map((one) => groupOf(one, question.groupBy)));
  return [...groups].sort().map((group) => {
    const of = meant.filter((one) => groupOf(one, question.groupBy) === group);
    const live = of.filter((one) => one.mode === 'live').length;
    return { [FIELD[question.groupBy]]: group, fetches: of.length, mock: of.length - live, live };
  });
}

/** The fetches of a question with an end by day, split by what it groups by, as the API document has it. */
export function countedByDay(fetches: readonly PastFetch[], question: UsageQuestion): UsageSeries {
  const { from, to = from, groupBy } = question;
  const meant = asked(fetches, question);
  const first = Math.floor(from.getTime() / DAY);
  const length = from < to ? Math.ceil(to.getTime() / DAY) - first : 0;
  const days = Array.from({ length }, (_, index) =>
    new Date((first + index) * DAY).toISOString().slice(0, 10),
  );
  const groups = [...new Set(meant.map((one) => groupOf(one, groupBy)))].map((group) => {
    const own = meant.filter((one) => groupOf(one, groupBy) === group);
    const byDay = days.map((day) => own.filter(({ at }) => at.toISOString().startsWith(day)).length);
    return { [FIELD[groupBy]]: group, ...countsOf(own), byDay };
  });
  const name = (item: object): string => String(Object.values(item)[0]);
  const items = groups.sort(
    (one, other) => other.fetches - one.fetches || (name(one) < name(other) ? -1 : 1),
  );
  return { days, totals: countsOf(meant), items, others: null };
}

function countsOf(fetches: readonly PastFetch[]): UsageCounts {
  const live = fetches.filter((one) => one.mode === 'live');
  const outside = live.filter((one) => one.environment !== 'production');
  return {
    fetches: fetches.length,
    mock: fetches.length - live.length,
    live: live.length,
    liveOutsideProduction: outside.length,
  };
}
