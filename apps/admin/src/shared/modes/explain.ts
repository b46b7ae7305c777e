import { type Environment, FORCING_VARIABLE, type Mode, type Overrides } from '@ibyok/mode-resolution';
import { keyMode, type ModeRules } from './key-modes.js';
import { ENVIRONMENT_WORD, forcedAssignment, MOCK_FORBIDDEN_ASSIGNMENT, MODE_WORD } from './words.js';

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
  const chooser = override === 'inherit' ? 'environment default' : 'override';
  const asked = override === 'inherit' ? rules.defaults[environment] : override;

  if (source === 'guardrail_override') {
    const { forced } = rules.guardrails[environment];
    if (forced) {
      return {
        because: `${word}: this server forces ${word} in ${place} (${forcedAssignment(environment, forced)}).`,
        otherwise: withoutForce(environment, forced, chooser, asked),
      };
    }
    return {
      because: `${word}: this server forbids mocks in ${place} (${MOCK_FORBIDDEN_ASSIGNMENT}).`,
      otherwise: `Without it, the ${chooser} would make it ${MODE_WORD[asked]}.`,
    };
  }
  if (source === 'key_override') {
    return {
      because: `${word}: this key overrides ${place}.`,
      otherwise: withoutOverride(rules, overrides, environment, effectiveMode),
    };
  }
  return {
    because: `${word}: the environment default of ${place}.`,
    otherwise: 'No override and no guardrail decides here.',
  };
}

function withoutForce(environment: Environment, forced: Mode, chooser: string, asked: Mode): string {
  if (environment === 'production' && forced === 'live' && asked === 'mock')
    return `Without it, the ${chooser} would make it ${MODE_WORD[asked]}, unless ${MOCK_FORBIDDEN_ASSIGNMENT} is set too.`;
  return `Without it, the ${chooser} would decide; it ${asked === forced ? 'also ' : ''}asks for ${MODE_WORD[asked]}.`;
}

function withoutOverride(
  rules: ModeRules,
  overrides: Overrides,
  environment: Environment,
  current: Mode,
): string {
  const next = keyMode(rules, { ...overrides, [environment]: 'inherit' }, environment);
  const word = MODE_WORD[next.effectiveMode];
  const rule = next.source === 'guardrail_override' ? MOCK_FORBIDDEN_ASSIGNMENT : 'the environment default';
  return next.effectiveMode === current
    ? `Without the override, ${rule} would make it ${word} as well.`
    : `Without the override, ${rule} would make it ${word}.`;
}

/** Why a mode can't be chosen in an environment, naming the server variable that forbids it. */
export function explainForbidden(environment: Environment, mode: Mode, variable: string): string {
  const place = ENVIRONMENT_WORD[environment];
  return variable === FORCING_VARIABLE[environment]
    ? `${MODE_WORD[mode]} can’t be chosen: ${variable} on this server forces ${MODE_WORD[mode === 'mock' ? 'live' : 'mock']} in ${place}.`
    : `${MODE_WORD[mode]} can’t be chosen: ${MOCK_FORBIDDEN_ASSIGNMENT} on this server forbids it in ${place}.`;
}
