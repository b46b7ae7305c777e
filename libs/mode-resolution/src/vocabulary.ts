/** Where an application runs. */
export const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** What a fetch is answered with: a made-up value, or the provider's real one. */
export const MODES = ['mock', 'live'] as const;
export type Mode = (typeof MODES)[number];

/** What a key says about one environment; `inherit` leaves it to the tenant's default. */
export const OVERRIDES = ['inherit', 'mock', 'live'] as const;
export type Override = (typeof OVERRIDES)[number];

/** Which of the three ideas decided. */
export type ModeSource = 'guardrail_override' | 'key_override' | 'tenant_setting';

/** What the server's own variables force or forbid in one environment. */
export interface Guardrail {
  /** The mode that `<ENV>_MODE_FORCED` sets, or null. */
  readonly forced: Mode | null;
  /** False only in production under `PROD_MOCK_ALLOWED=false`. */
  readonly mockAllowed: boolean;
}

export type Guardrails = Readonly<Record<Environment, Guardrail>>;

/** A tenant's default mode for each environment. */
export type EnvironmentDefaults = Readonly<Record<Environment, Mode>>;

/** A key's override for each environment. */
export type Overrides = Readonly<Record<Environment, Override>>;

/** What a new tenant starts with: nothing costs money until it is in production. */
export const INITIAL_DEFAULTS: EnvironmentDefaults = {
  development: 'mock',
  staging: 'mock',
  production: 'live',
};

/** The server variable that forces a mode, per environment. */
export const FORCING_VARIABLE: Readonly<Record<Environment, string>> = {
  development: 'DEV_MODE_FORCED',
  staging: 'STAGING_MODE_FORCED',
  production: 'PROD_MODE_FORCED',
};

/** The server variable that forbids mocks in production. */
export const MOCK_ALLOWED_VARIABLE = 'PROD_MOCK_ALLOWED';
