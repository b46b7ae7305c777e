import { Problem } from '../http/problem.js';

/** The 429 for an exhausted budget; takes the seconds until there is a new one (RFC 9110, 10.2.3). */
export function tooManyAttempts(seconds: number): Problem {
  return new Problem(
    429,
    'too_many_attempts',
    'There were too many failed attempts. Wait as long as Retry-After says, then try again.',
    { headers: { 'retry-after': String(Math.max(1, Math.ceil(seconds))) } },
  );
}
