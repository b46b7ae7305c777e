import { errorMessage, isProblem } from '../../shared/api/problem.js';
import { ownAccountText } from '../../text/own-account.js';
import { problemsText } from '../../text/problems.js';

/** Why a change of one's own account was refused, in a sentence. */
export function accountRefusal(error: unknown): string {
  if (isProblem(error, 'invalid_credentials')) return ownAccountText.wrongPassword;
  if (isProblem(error, 'code_invalid')) return problemsText.codeInvalid;
  if (isProblem(error, 'too_many_attempts')) return ownAccountText.tooMany;
  return errorMessage(error);
}
