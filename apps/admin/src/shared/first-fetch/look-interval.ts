/** Milliseconds between two looks: with the two requests behind one, a fetch is noticed within two seconds. */
const QUICK = 750;
/** Milliseconds for which somebody is expected to be about to make the fetch. */
const QUICK_FOR = 3 * 60_000;
/** The most milliseconds between two looks. */
export const SLOWEST = 10_000;

/**
 * Milliseconds until the next look for a first fetch. Quick for the first minutes, then half as often with every
 * further one; while the server does not answer, after as long as it has not answered since the wait began; every ten
 * seconds at least.
 * Takes for how long the page has waited in sight, and for how long the server has not answered, in milliseconds.
 */
export function lookInterval(waited: number, unanswered: number): number {
  const minutesLate = Math.max(0, Math.ceil((waited - QUICK_FOR) / 60_000));
  // A server that has never answered is not one that has been silent since 1970.
  return Math.min(SLOWEST, Math.max(QUICK * 2 ** minutesLate, Math.min(unanswered, waited)));
}
