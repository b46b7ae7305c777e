import { dayInput, endOfDay } from '../../shared/time/local-days.js';
import { tokensText } from '../../text/tokens.js';

const DAY_MS = 86_400_000;

/** The days of validity that people pick from; the last is the longest that the server takes. */
export const EXPIRY_DAYS = [7, 30, 90, 365] as const;

/** What a select holds: a number of days as text, or `date` for a day of one's own. */
export type ExpiryChoice = `${(typeof EXPIRY_DAYS)[number]}` | 'date';

const LONGEST_DAYS = 365;
/** Kept back from the longest validity, so that a slow request or clock does not overshoot it. */
const MARGIN_MS = 5 * 60_000;

/**
 * When a token ends, as RFC 3339 in UTC. Takes the choice, the day where the choice is `date`, and now in
 * milliseconds since 1970. Throws a RangeError for a day that `expiryProblem` refuses.
 */
export function expiresAt(choice: ExpiryChoice, day: string, now: number): string {
  const limit = now + LONGEST_DAYS * DAY_MS - MARGIN_MS;
  const end = choice === 'date' ? endOfDay(day) : now + Number(choice) * DAY_MS;
  return new Date(Math.min(end, limit)).toISOString();
}

/** What is wrong with a chosen day, or null. */
export function expiryProblem(choice: ExpiryChoice, day: string, now: number): string | null {
  if (choice !== 'date') return null;
  const end = endOfDay(day);
  if (Number.isNaN(end)) return tokensText.form.chooseDay;
  if (end <= now) return tokensText.form.dayOver;
  return day > dayInput(now + LONGEST_DAYS * DAY_MS) ? tokensText.form.tooFar : null;
}

/** The days that a date input may offer, as it writes them. */
export function expiryBounds(now: number): { readonly min: string; readonly max: string } {
  return { min: dayInput(now), max: dayInput(now + LONGEST_DAYS * DAY_MS) };
}
