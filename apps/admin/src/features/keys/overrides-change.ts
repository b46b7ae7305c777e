import { MODES } from '@ibyok/mode-resolution';
import { flips, type ModeRules } from '../../shared/modes/key-modes.js';
import { type NamedFlip, wordForFlips } from '../../shared/modes/named-flip.js';
import { ENVIRONMENT_WORD, listed, MODE_WORD } from '../../shared/modes/words.js';
import { keysText } from '../../text/keys.js';
import type { OverridesChange } from './overrides-intent.js';

const words = keysText.overrides;

/** What a change of overrides comes to, and what to ask before it is made. */
export interface ForeseenOverrides {
  readonly turned: readonly NamedFlip[];
  /** What to ask first; null where one key changes and nothing becomes live and production stays. */
  readonly question: string | null;
  /** The name to type before production changes: the key’s, or of several the environment’s. */
  readonly name: string | null;
  /** Differs once what is changed or turned over does. */
  readonly about: string;
}

/**
 * Foresees changes of keys under the rules of one moment. With a `title`, the question about so many keys, it is
 * always asked; without, it is about one key by its name.
 */
export function foreseeOverrides(
  changes: readonly OverridesChange[],
  rules: ModeRules,
  title?: (keys: number) => string,
): ForeseenOverrides {
  const turned = changes.flatMap(({ key: { id, name, overrides: before }, overrides }) =>
    flips({ rules, overrides: before }, { rules, overrides: { ...before, ...overrides } }).map((flip) => ({
      id,
      of: name,
      flip,
    })),
  );
  const about = `${changes.map(({ key }) => key.id).join()} ${wordForFlips(turned)}`;
  const touchesProduction = changes.some(({ overrides }) => overrides.production !== undefined);
  const [only] = changes;
  if (title || !only) {
    return {
      turned,
      about,
      question: title?.(changes.length) ?? null,
      name: touchesProduction ? ENVIRONMENT_WORD.production : null,
    };
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
  return { turned, about, question, name: touchesProduction ? name : null };
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
