import { ENVIRONMENTS, type Overrides } from '@ibyok/mode-resolution';
import type { Flip } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, listed } from '../../shared/modes/words.js';

/** The environments in which two sets of overrides differ, with what they become. */
export function changedOverrides(before: Overrides, after: Overrides): Partial<Overrides> {
  return Object.fromEntries(
    ENVIRONMENTS.filter((environment) => before[environment] !== after[environment]).map((environment) => [
      environment,
      after[environment],
    ]),
  );
}

/**
 * What to ask before saving: a question where something becomes live or production is touched, null
 * where the change can simply be made.
 */
export function overridesQuestion(
  name: string,
  changes: Partial<Overrides>,
  turned: readonly Flip[],
): string | null {
  const live = turned
    .filter(({ to }) => to === 'live')
    .map(({ environment }) => ENVIRONMENT_WORD[environment]);
  if (live.length > 0) return `Make ${name} live in ${listed(live)}?`;
  return changes.production === undefined ? null : `Change ${name} in Production?`;
}
