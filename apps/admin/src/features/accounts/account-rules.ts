import { problemsText } from '../../text/problems.js';

/** What is wrong with an email address as typed, or null. */
export function emailProblem(email: string): string | null {
  return /^\S+@\S+$/.test(email.trim()) ? null : problemsText.emailMissing;
}
