import {
  ENVIRONMENTS,
  type Environment,
  type EnvironmentDefaults,
  type Guardrails,
  type Mode,
  type ModeInfo,
  type Overrides,
  resolveMode,
} from '@ibyok/mode-resolution';

/** What the mode of a key depends on besides its own overrides. */
export interface ModeRules {
  readonly guardrails: Guardrails;
  readonly defaults: EnvironmentDefaults;
}

/** The mode of a key in one environment, with the source that decided. */
export function keyMode(rules: ModeRules, overrides: Overrides, environment: Environment): ModeInfo {
  return resolveMode({
    environment,
    guardrails: rules.guardrails,
    override: overrides[environment],
    environmentDefault: rules.defaults[environment],
  }).modeInfo;
}

/** Live outside production, or mock in production: worth a second look. */
export function isUnusual(environment: Environment, mode: Mode): boolean {
  return (environment === 'production') !== (mode === 'live');
}

/** A mode that a change would turn over, for one key in one environment. */
export interface Flip {
  readonly environment: Environment;
  readonly from: Mode;
  readonly to: Mode;
}

/** What a change of rules or overrides turns over for one key: only effective modes that differ. */
export function flips(
  before: { readonly rules: ModeRules; readonly overrides: Overrides },
  after: { readonly rules: ModeRules; readonly overrides: Overrides },
): readonly Flip[] {
  return ENVIRONMENTS.flatMap((environment) => {
    const from = keyMode(before.rules, before.overrides, environment).effectiveMode;
    const to = keyMode(after.rules, after.overrides, environment).effectiveMode;
    return from === to ? [] : [{ environment, from, to }];
  });
}
