import { problemsText } from '../text/problems.js';

/** The fewest characters of a password; the server refuses shorter ones. */
export const PASSWORD_LENGTH = 15;

/** What is wrong with a new password, or null. Counts characters as people do, not code units. */
export function passwordProblem(password: string): string | null {
  const missing = PASSWORD_LENGTH - [...password].length;
  if (missing <= 0) return null;
  return problemsText.passwordTooShort(PASSWORD_LENGTH, missing);
}
