import { errorMessage, isProblem } from '../../shared/api/problem.js';
import { relativeTime } from '../../shared/time/relative-time.js';

/** Why a sign-in was refused, in a sentence; null where it only lacks a code, which the form then asks for. */
export function signInRefusal(error: unknown): string | null {
  if (isProblem(error, 'code_required')) return null;
  if (isProblem(error, 'code_invalid')) return 'This code is wrong, or was used before.';
  if (isProblem(error, 'invalid_credentials')) return 'This email and password do not belong together.';
  if (isProblem(error, 'too_many_attempts')) {
    const wait = error.retryAfter === null ? 'later' : relativeTime(error.retryAfter * 1000, 0);
    // Abbreviated units end with a full stop of their own.
    return `Too many attempts. Try again ${wait}`.replace(/\.?$/, '.');
  }
  return errorMessage(error);
}

/** True where the server has the password and asks for a code. */
export function asksForCode(error: unknown): boolean {
  return isProblem(error, 'code_required') || isProblem(error, 'code_invalid');
}
