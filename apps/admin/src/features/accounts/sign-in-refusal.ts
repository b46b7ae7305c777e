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

/** What a provider's page can come back with, in words. */
const RETURNS: Readonly<Record<string, string>> = {
  sign_in_cancelled: 'The sign-in was cancelled.',
  sign_in_expired: 'The sign-in took too long. Try again.',
  sign_in_failed: 'The sign-in provider’s answer does not hold. Try again.',
  provider_unavailable: 'The sign-in provider can’t be reached. Try again shortly.',
  identity_unknown: 'Nobody here has this identity. Ask for an invitation, or sign in and link it.',
  link_first: 'This email has an account here. Sign in with its password.',
  email_unverified: 'The provider has not verified your email address.',
  invitation_other_address: 'The invitation is for another email address than the provider’s.',
  invitation_not_found: 'This invitation is used, withdrawn or expired. Ask for another one.',
  too_many_attempts: 'Too many attempts. Try again in a few minutes.',
};

/** The sentence for a code that the server put into the page's address; null for anything else. */
export function returnProblem(code: unknown): string | null {
  return typeof code === 'string' && Object.hasOwn(RETURNS, code) ? (RETURNS[code] ?? null) : null;
}
