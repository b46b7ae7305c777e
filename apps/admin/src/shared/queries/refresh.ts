/** What a dashboard is told by `GET /api/changes`. */
export interface Seen {
  /** Another word after any change of the workspace's data. */
  readonly changes: string;
  readonly lastFetchAt: string | null;
}

/** What was seen when the page's data were last read. */
export interface Known extends Seen {
  /** When that was, in milliseconds since 1970. */
  readonly readAt: number;
}

/** What has to be read again. */
export type Refresh = 'everything' | 'last-uses' | 'nothing';

/** Milliseconds. Under load a fetch arrives every moment, and nobody needs its time to the second. */
const LAST_USES_EVERY = 15_000;

/**
 * Decides what to read again after another look, and what is known then. Takes null for what is known before the
 * first look, and whether anything was saved before it: a list that was asked for before that may have come after.
 */
export function refreshAfter(
  known: Known | null,
  seen: Seen,
  now: number,
  hasSaved: boolean,
): { readonly refresh: Refresh; readonly known: Known } {
  const after = { ...seen, readAt: now };
  if (known === null) return { refresh: hasSaved ? 'everything' : 'nothing', known: after };
  if (seen.changes !== known.changes) return { refresh: 'everything', known: after };
  const first = known.lastFetchAt === null;
  const due = first || now - known.readAt >= LAST_USES_EVERY;
  return seen.lastFetchAt !== known.lastFetchAt && due
    ? { refresh: 'last-uses', known: after }
    : { refresh: 'nothing', known };
}
