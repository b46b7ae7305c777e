import type { Environment, Mode, Overrides } from '@ibyok/mode-resolution';
import { type Flip, flips, type ModeRules } from '../../shared/modes/key-modes.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';

/** The parts of a key that a change of defaults depends on. */
interface NamedOverrides {
  readonly name: string;
  readonly overrides: Overrides;
}

/** Another default for one environment, and what it turns over. */
export interface DefaultsChange {
  readonly environment: Environment;
  readonly mode: Mode;
  readonly turned: readonly { readonly of: string; readonly flip: Flip }[];
  /** What to ask first, or null where the change can simply be made. */
  readonly question: string | null;
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
  const risky = environment === 'production' || turned.some(({ flip }) => flip.to === 'live');
  const question = `Make ${MODE_WORD[mode]} the default of ${ENVIRONMENT_WORD[environment]}?`;
  return { environment, mode, turned, question: risky ? question : null };
}
