import { LOCALE } from '../../text/locale.js';
import { timeText } from '../../text/time.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.4375 * DAY;
const YEAR = 12 * MONTH;

/** How many of each unit, rounded, still read better than one of the next. People plan in days up to 90. */
const UNITS: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number, most: number][] = [
  ['minute', MINUTE, 59],
  ['hour', HOUR, 23],
  ['day', DAY, 90],
  ['month', MONTH, 11],
  ['year', YEAR, Number.POSITIVE_INFINITY],
];

const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'always', style: 'short' });
const EXACT = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium', timeStyle: 'long' });
const CALENDAR_DAY = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'medium' });

/**
 * A moment as people say it, like `2 min. ago` or `in 90 days`, rounded to the nearest; both in
 * milliseconds since 1970.
 */
export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const distance = Math.abs(seconds);
  if (distance >= MINUTE) {
    for (const [unit, length, most] of UNITS) {
      const count = Math.round(distance / length);
      if (count <= most) return RELATIVE.format(Math.sign(seconds) * count, unit);
    }
  }
  return seconds > 0 ? timeText.soon : timeText.now;
}

/** A moment that has passed, as `relativeTime` says it, also where it is later than a present of a little while ago. */
export function timeSince(at: number, now: number): string {
  return relativeTime(at, Math.max(at, now));
}

/** A moment to the second in the reader's own time zone, with the zone's name. */
export function exactTime(at: number): string {
  return EXACT.format(at);
}

/** The day of a moment in the reader's own time zone. */
export function calendarDay(at: number): string {
  return CALENDAR_DAY.format(at);
}
