/**
 * Reads the page to go to after signing in from a search parameter. Takes anything, returns a path of
 * this dashboard or undefined: never another site's address, nor a page of the sign-in itself.
 */
export function nextPage(value: unknown): string | undefined {
  if (typeof value !== 'string' || !/^\/[A-Za-z0-9]/.test(value)) return undefined;
  return /^\/(sign-in|sign-up|setup)\b/.test(value) ? undefined : value;
}
