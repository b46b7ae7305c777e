import { errorMessage, isProblem } from '../../shared/api/problem.js';
import { relativeTime } from '../../shared/time/relative-time.js';
import { accountsText } from '../../text/accounts.js';
import { problemsText } from '../../text/problems.js';

/** Why a sign-in was refused, in a sentence; null where it only lacks a code, which the form then asks for. */
export function signInRefusal(error: unknown): string | null {
  if (isProblem(error, 'code_required')) return null;
  if (isProblem(error, 'code_invalid')) return problemsText.codeInvalid;
  if (isProblem(error, 'invalid_credentials')) return accountsText.wrongCredentials;
  if (isProblem(error, 'too_many_attempts')) {
    return accountsText.tooMany(error.retryAfter === null ? null : relativeTime(error.retryAfter * 1000, 0));
  }
  return errorMessage(error);
}

/** True where the server has the password and asks for a code. */
export function asksForCode(error: unknown): boolean {
  return isProblem(error, 'code_required') || isProblem(error, 'code_invalid');
}
