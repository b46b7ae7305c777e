import { type Environment, FORCING_VARIABLE, type Mode, type Overrides } from '@ibyok/mode-resolution';
import { modesText } from '../../text/modes.js';
import { keyMode, type ModeRules } from './key-modes.js';
import { ENVIRONMENT_WORD, forcedAssignment, MOCK_FORBIDDEN_ASSIGNMENT, MODE_WORD } from './words.js';

const { because, otherwise, cannotChoose } = modesText;

/** Why a key has its mode in an environment, for people. */
export interface Explanation {
  /** Names the rule that decided. */
  readonly because: string;
  /** What would decide without that rule, and to what. */
  readonly otherwise: string;
}

/**
 * Explains the mode of a key in one environment. While production is forced, the server does not tell
 * whether mocks are forbidden besides; where that would make a difference, the second sentence says so.
 */
export function explain(rules: ModeRules, overrides: Overrides, environment: Environment): Explanation {
  const override = overrides[environment];
  const { effectiveMode, source } = keyMode(rules, overrides, environment);
  const place = ENVIRONMENT_WORD[environment];
  const word = MODE_WORD[effectiveMode];
  const chooser = override === 'inherit' ? otherwise.byDefault : otherwise.override;
  const asked = override === 'inherit' ? rules.defaults[environment] : override;

  if (source === 'guardrail_override') {
    const { forced } = rules.guardrails[environment];
    if (forced) {
      return {
        because: because.forced(word, place, forcedAssignment(environment, forced)),
        otherwise: withoutForce(environment, forced, chooser, asked),
      };
    }
    return {
      because: because.forbidden(word, place, MOCK_FORBIDDEN_ASSIGNMENT),
      otherwise: otherwise.makes(chooser, MODE_WORD[asked]),
    };
  }
  if (source === 'key_override') {
    return {
      because: because.override(word, place),
      otherwise: withoutOverride(rules, overrides, environment, effectiveMode),
    };
  }
  return { because: because.byDefault(word, place), otherwise: otherwise.nothing };
}

function withoutForce(environment: Environment, forced: Mode, chooser: string, asked: Mode): string {
  const word = MODE_WORD[asked];
  if (mayBeForbidden(environment, forced, asked)) {
    return otherwise.makesUnless(chooser, word, MOCK_FORBIDDEN_ASSIGNMENT);
  }
  return asked === forced ? otherwise.decidesToo(chooser, word) : otherwise.decides(chooser, word);
}

/** Whether a guardrail that the server does not tell of, while it forces a mode, could decide in its place. */
export function mayBeForbidden(environment: Environment, forced: Mode | null, asked: Mode): boolean {
  return environment === 'production' && forced === 'live' && asked === 'mock';
}

function withoutOverride(
  rules: ModeRules,
  overrides: Overrides,
  environment: Environment,
  current: Mode,
): string {
  const next = keyMode(rules, { ...overrides, [environment]: 'inherit' }, environment);
  const word = MODE_WORD[next.effectiveMode];
  const rule = next.source === 'guardrail_override' ? MOCK_FORBIDDEN_ASSIGNMENT : otherwise.byDefault;
  return next.effectiveMode === current
    ? otherwise.withoutOverrideToo(rule, word)
    : otherwise.withoutOverride(rule, word);
}

/** Why a mode can't be chosen in an environment, naming the server variable that forbids it. */
export function explainForbidden(environment: Environment, mode: Mode, variable: string): string {
  const place = ENVIRONMENT_WORD[environment];
  return variable === FORCING_VARIABLE[environment]
    ? cannotChoose.forced(MODE_WORD[mode], variable, MODE_WORD[mode === 'mock' ? 'live' : 'mock'], place)
    : cannotChoose.forbidden(MODE_WORD[mode], MOCK_FORBIDDEN_ASSIGNMENT, place);
}
