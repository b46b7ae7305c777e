import { Problem } from '../http/problem.js';
import { parseTime } from '../http/time.js';

const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_LIFETIME = 90 * DAY;
/** A year, whichever it is, and a minute for what lies between choosing and sending. */
const MAX_LIFETIME = 366 * DAY + 60 * 1000;

/**
 * When a token expires. Takes the time asked for (RFC 3339), if any, and the time now; returns it, or
 * 90 days from now. Throws a 400 Problem for a time that does not exist, is past, or over a year ahead.
 */
export function expiryOf(asked: string | undefined, now: Date): Date {
  if (asked === undefined) return new Date(now.getTime() + DEFAULT_LIFETIME);
  const expiry = parseTime(asked);
  if (!expiry) throw wrong('is not a time that exists');
  const ahead = expiry.getTime() - now.getTime();
  if (ahead <= 0) throw wrong('must be in the future');
  if (ahead > MAX_LIFETIME) throw wrong('must be at most a year ahead');
  return expiry;
}

function wrong(message: string): Problem {
  return new Problem(400, 'validation_failed', 'The request has fields that are wrong.', {
    errors: [{ field: 'expiresAt', message }],
  });
}
