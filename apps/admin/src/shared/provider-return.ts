import { problemsText } from '../text/problems.js';

const RETURNS: Readonly<Record<string, string>> = problemsText.providerReturn;

/** The sentence for a code that the server put into the page's address; null for anything else. */
export function returnProblem(code: unknown): string | null {
  return typeof code === 'string' && Object.hasOwn(RETURNS, code) ? (RETURNS[code] ?? null) : null;
}
