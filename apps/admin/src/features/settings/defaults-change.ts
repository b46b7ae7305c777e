import type { Environment, Mode, Overrides } from '@ibyok/mode-resolution';
import { flips, type ModeRules } from '../../shared/modes/key-modes.js';
import type { NamedFlip } from '../../shared/modes/named-flip.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { settingsText } from '../../text/settings.js';

/** The parts of a key that a change of defaults depends on. */
interface NamedOverrides {
  readonly id: string;
  readonly name: string;
  readonly overrides: Overrides;
}

/** The default that somebody wants for one environment, whatever it is by now. */
export interface DefaultWish {
  readonly environment: Environment;
  readonly mode: Mode;
  /** The default as it still has to be for this to be wanted: an undo writes over nobody else’s change. */
  readonly onlyWhile?: Mode;
}

/** What another default for one environment turns over, among the keys and under the rules of one moment. */
export interface ForeseenDefault {
  readonly turned: readonly NamedFlip[];
  /** Whether to ask first: once a key changes its mode, and always in production. */
  readonly asks: boolean;
  readonly question: string;
  /** The environment’s name, to be typed before production changes. */
  readonly name: string | null;
  /** Why there is nothing to change, or no longer; null where there is. */
  readonly moot: string | null;
}

/** Foresees another default for one environment: which keys flip, and what to ask first. */
export function foreseeDefault(
  keys: readonly NamedOverrides[],
  rules: ModeRules,
  { environment, mode, onlyWhile }: DefaultWish,
): ForeseenDefault {
  const now = rules.defaults[environment];
  const word = ENVIRONMENT_WORD[environment];
  const isProduction = environment === 'production';
  const after = { ...rules, defaults: { ...rules.defaults, [environment]: mode } };
  const moot =
    onlyWhile !== undefined && now !== onlyWhile
      ? settingsText.changedSince(word)
      : now === mode
        ? settingsText.already(word, MODE_WORD[mode])
        : null;
  const turned =
    moot !== null
      ? []
      : keys.flatMap(({ id, name, overrides }) =>
          flips({ rules, overrides }, { rules: after, overrides }).map((flip) => ({ id, of: name, flip })),
        );
  return {
    turned,
    asks: isProduction || turned.length > 0,
    question: settingsText.question(MODE_WORD[mode], word),
    name: isProduction ? word : null,
    moot,
  };
}
