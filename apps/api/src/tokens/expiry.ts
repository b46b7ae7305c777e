import { Problem } from '../http/problem.js';
import { parseTime } from '../http/time.js';

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_LIFETIME = 90 * DAY;
/** For what lies between choosing and sending. */
const TOLERANCE = 60 * 1000;

/**
 * When a token expires. Takes the time asked for (RFC 3339), if any, and the time now; returns it, or
 * 90 days from now. Throws a 400 Problem for a time that does not exist, is past, or over a year ahead.
 */
export function expiryOf(asked: string | undefined, now: Date): Date {
  if (asked === undefined) return new Date(now.getTime() + DEFAULT_LIFETIME);
  const expiry = parseTime(asked);
  if (!expiry) throw Problem.ofField('expiresAt', 'is not a time that exists');
  if (expiry <= now) throw Problem.ofField('expiresAt', 'must be in the future');
  if (expiry.getTime() > aYearAfter(now) + TOLERANCE)
    throw Problem.ofField('expiresAt', 'must be at most a year ahead');
  return expiry;
}

/** The same day next year; 28 February for the 29th. */
function aYearAfter(now: Date): number {
  const next = new Date(now);
  next.setUTCFullYear(now.getUTCFullYear() + 1);
  if (next.getUTCMonth() !== now.getUTCMonth()) next.setUTCDate(0);
  return next.getTime();
}
