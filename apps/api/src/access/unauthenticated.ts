import { Problem } from '../http/problem.js';

/** The 401 of a request without a session that stands. */
export function unauthenticated(): Problem {
  return new Problem(401, 'unauthenticated', 'Sign in first.');
}
