import type { Environment, Mode, Overrides } from '@ibyok/mode-resolution';
import type { NamedFlip } from '../../shared/modes/flip-list.js';
import { flips, type ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { settingsText } from '../../text/settings.js';

/** The parts of a key that a change of defaults depends on. */
interface NamedOverrides {
  readonly name: string;
  readonly overrides: Overrides;
}

/** Another default for one environment, and what it turns over. */
export interface DefaultsChange {
  readonly environment: Environment;
  readonly mode: Mode;
  readonly turned: readonly NamedFlip[];
  /** What to ask first, or null where the change can simply be made. */
  readonly question: string | null;
  /** The environment’s name, to be typed before production changes. */
  readonly name: string | null;
}

/** Foresees another default for one environment: which keys flip, and whether to ask first. */
export function foreseeDefault(
  keys: readonly NamedOverrides[],
  rules: ModeRules,
  environment: Environment,
  mode: Mode,
): DefaultsChange {
  const after = { ...rules, defaults: { ...rules.defaults, [environment]: mode } };
  const turned = keys.flatMap(({ name, overrides }) =>
    flips({ rules, overrides }, { rules: after, overrides }).map((flip) => ({ of: name, flip })),
  );
  const isProduction = environment === 'production';
  const risky = isProduction || turned.some(({ flip }) => flip.to === 'live');
  return {
    environment,
    mode,
    turned,
    question: risky ? settingsText.question(MODE_WORD[mode], ENVIRONMENT_WORD[environment]) : null,
    name: isProduction ? ENVIRONMENT_WORD.production : null,
  };
}
