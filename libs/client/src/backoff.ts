/** The widest first pause, in milliseconds. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 8_000;

/**
 * How long to pause before the next attempt, in milliseconds: full jitter, so that clients that failed together do
 * not come back together. Where the server named a time, never before it.
 * @param failures how many attempts have failed, from 1
 * @param retryAfter seconds
 * @param random a number from 0 up to 1
 */
export function pauseBefore(failures: number, retryAfter: number | undefined, random: number): number {
  const widest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
  return Math.round((retryAfter ?? 0) * 1000 + random * widest);
}
