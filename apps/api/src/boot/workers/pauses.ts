/** Milliseconds before a worker that ended is replaced: one that cannot live must not take the machine. */
export const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
/** Milliseconds after which a worker's end has nothing to do with its start. */
const LONG_LIFE = 60_000;

/** The pause, in milliseconds, after one that was not enough. */
export function longerPause(pause: number): number {
  return Math.min(2 * pause, LONGEST_PAUSE);
}

/** The pause after a worker that lived for some milliseconds, and before which there was this one; 0: there was none. */
export function pauseAfter(life: number, pauseBefore: number): number {
  return life >= LONG_LIFE || pauseBefore === 0 ? FIRST_PAUSE : longerPause(pauseBefore);
}
