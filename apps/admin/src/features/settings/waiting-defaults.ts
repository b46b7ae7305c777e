import type { Environment, Mode } from '@ibyok/mode-resolution';

/** A change of a default that is shown and not made yet. */
export interface WaitingDefault {
  readonly environment: Environment;
  readonly mode: Mode;
  /** What the page showed just before. */
  before: Mode;
}

/**
 * Takes a change that failed out from under those that wait behind it: the next one of the same environment was shown
 * in place of what the failed one showed, and now comes after `said`, which is what the default is without it. Returns
 * whether nothing waits behind it, so that the page is to say `said` again.
 */
export function withoutFailed(
  { environment, mode }: WaitingDefault,
  said: Mode,
  waiting: readonly WaitingDefault[],
): boolean {
  const next = waiting.find((change) => change.environment === environment);
  if (next?.before === mode) next.before = said;
  return next === undefined;
}
