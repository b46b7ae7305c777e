/** UTC days, `2026-11-24`, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** What had to be done to a period before it could be shown. */
export type Adjustment = 'bounds' | 'swapped' | 'shortened' | 'other_end';

/** A period that can be shown, and how it differs from what was asked for. */
export interface ShownPeriod extends Period {
  readonly adjusted: readonly Adjustment[];
}

/** Older than every key; later days than the present one have no fetches either. */
export const FIRST_DAY = '2000-01-01';
/** As many as the server sums up at once. */
export const MOST_DAYS = 366;
const DEFAULT_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The days that an address shows: those it names, brought within bounds, into order and to at most 366 days, the latest
 * ones; else the last so many. Takes the present UTC day.
 */
export function shownPeriod(
  search: { readonly days?: number; readonly from?: string; readonly to?: string },
  today: string,
): ShownPeriod {
  const first = search.from === undefined ? undefined : withinBounds(search.from, today);
  const last = withinBounds(search.to ?? today, today);
  const isSwapped = first !== undefined && first > last;
  const to = isSwapped ? first : last;
  const from = isSwapped ? last : (first ?? dayAfter(to, 1 - (search.days ?? DEFAULT_DAYS)));
  const earliest = dayAfter(to, 1 - MOST_DAYS);
  return {
    from: between(FIRST_DAY, from < earliest ? earliest : from, to),
    to,
    adjusted: [
      ...when('bounds', first !== search.from || (search.to !== undefined && last !== search.to)),
      ...when('swapped', isSwapped),
      ...when('shortened', from < earliest),
    ],
  };
}

/** The period with another first or last day. That day counts; the other end follows where it can't stay. */
export function withDay({ from, to }: Period, end: keyof Period, day: string, today: string): ShownPeriod {
  const chosen = withinBounds(day, today);
  const other =
    end === 'from'
      ? between(chosen, to, dayAfter(chosen, MOST_DAYS - 1))
      : between(dayAfter(chosen, 1 - MOST_DAYS), from, chosen);
  return {
    ...(end === 'from' ? { from: chosen, to: other } : { from: other, to: chosen }),
    adjusted: [
      ...when('bounds', chosen !== day),
      ...when('other_end', other !== (end === 'from' ? to : from)),
    ],
  };
}

/** A UTC day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The present UTC day. */
export function presentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

function withinBounds(day: string, today: string): string {
  return between(FIRST_DAY, day, today);
}

/** Days of four-digit years sort as their texts do. */
function between(least: string, day: string, most: string): string {
  return day < least ? least : day > most ? most : day;
}

function when(adjustment: Adjustment, applies: boolean): readonly Adjustment[] {
  return applies ? [adjustment] : [];
}
