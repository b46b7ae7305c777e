import { ENVIRONMENTS, MODES, type Overrides } from '@ibyok/mode-resolution';
import type { NamedFlip } from '../../shared/modes/flip-list.js';
import { flips, type ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, listed, MODE_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';

const words = keysText.overrides;

/** The parts of a key that a change of its overrides depends on. */
export interface Overriding {
  readonly id: string;
  readonly name: string;
  readonly overrides: Overrides;
}

/** What one key is to say instead; environments that are absent stay. */
export interface OverridesChange<Key extends Overriding = Overriding> {
  readonly key: Key;
  readonly overrides: Partial<Overrides>;
}

/** What a change of overrides comes to, and what to ask before it is made. */
export interface ForeseenOverrides {
  readonly turned: readonly NamedFlip[];
  /** What to ask first; null where one key changes and nothing becomes live and production stays. */
  readonly question: string | null;
  /** The name to type before production changes: the key’s, or of several the environment’s. */
  readonly name: string | null;
}

/** The environments in which two sets of overrides differ, with what they become. */
export function changedOverrides(before: Overrides, after: Overrides): Partial<Overrides> {
  return Object.fromEntries(
    ENVIRONMENTS.filter((environment) => before[environment] !== after[environment]).map((environment) => [
      environment,
      after[environment],
    ]),
  );
}

/** Foresees changes of keys; `title` is the question about several, which are always asked about. */
export function foreseeOverrides(
  changes: readonly OverridesChange[],
  rules: ModeRules,
  title = words.putBack(changes.length),
): ForeseenOverrides {
  const turned = changes.flatMap(({ key, overrides }) =>
    flips({ rules, overrides: key.overrides }, { rules, overrides: { ...key.overrides, ...overrides } }).map(
      (flip) => ({ of: key.name, flip }),
    ),
  );
  const touchesProduction = changes.some(({ overrides }) => overrides.production !== undefined);
  const [only] = changes;
  if (!only || changes.length > 1) {
    return { turned, question: title, name: touchesProduction ? ENVIRONMENT_WORD.production : null };
  }
  const { name } = only.key;
  const live = turned
    .filter(({ flip }) => flip.to === 'live')
    .map(({ flip }) => ENVIRONMENT_WORD[flip.environment]);
  const question =
    live.length > 0
      ? words.makeLive(name, listed(live))
      : touchesProduction
        ? words.changeProduction(name)
        : null;
  return { turned, question, name: touchesProduction ? name : null };
}

/** Says what was changed: `Claude is live in Staging.` */
export function doneMessage(changes: readonly OverridesChange[], turned: readonly NamedFlip[]): string {
  const [only] = changes;
  if (!only || changes.length > 1) return words.savedMany(changes.length, turned.length);
  if (turned.length === 0) return words.saved(only.key.name);
  const modes = MODES.flatMap((mode) => {
    const places = turned
      .filter(({ flip }) => flip.to === mode)
      .map(({ flip }) => ENVIRONMENT_WORD[flip.environment]);
    return places.length === 0 ? [] : [words.modeIn(MODE_WORD[mode].toLowerCase(), listed(places))];
  });
  return words.is(only.key.name, listed(modes));
}

/**
 * What puts keys back to what they said before some changes. `now` are the keys as they are; one that is gone,
 * or that says something else by now, is left alone.
 */
export function inverseOf<Key extends Overriding>(
  done: readonly OverridesChange[],
  now: ReadonlyMap<string, Key>,
): readonly OverridesChange<Key>[] {
  return done.flatMap(({ key: before, overrides }) => {
    const key = now.get(before.id);
    const own = ENVIRONMENTS.filter((environment) => overrides[environment] !== undefined);
    if (!key || own.some((environment) => key.overrides[environment] !== overrides[environment])) return [];
    const back = changedOverrides(key.overrides, {
      ...key.overrides,
      ...Object.fromEntries(own.map((environment) => [environment, before.overrides[environment]])),
    });
    return Object.keys(back).length === 0 ? [] : [{ key, overrides: back }];
  });
}
