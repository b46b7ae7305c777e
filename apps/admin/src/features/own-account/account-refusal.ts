import { errorMessage, isProblem } from '../../shared/api/problem.js';

/** Why a change of one's own account was refused, in a sentence. */
export function accountRefusal(error: unknown): string {
  if (isProblem(error, 'invalid_credentials')) return 'This is not your password.';
  if (isProblem(error, 'code_invalid')) return 'This code is wrong, or was used before.';
  if (isProblem(error, 'too_many_attempts')) return 'Too many attempts. Try again in a few minutes.';
  return errorMessage(error);
}
