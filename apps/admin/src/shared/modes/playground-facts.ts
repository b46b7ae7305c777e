import {
  type Environment,
  MODES,
  type Mode,
  OVERRIDES,
  type Override,
  parseEnvironment,
} from '@ibyok/mode-resolution';
import { oneOf } from '../search-parameters.js';
import type { ModeRules } from './key-modes.js';

/** All that the playground decides from, for one environment. */
export interface PlaygroundFacts {
  readonly environment: Environment;
  readonly override: Override;
  readonly environmentDefault: Mode;
  /** The mode that is forced in this environment, or null. */
  readonly forced: Mode | null;
  /** Whether mocks are allowed in production; it counts there alone. */
  readonly mockAllowed: boolean;
}

/** The playground's facts as its address holds them; what is missing is as the server has it. */
export interface PlaygroundSearch {
  readonly env?: Environment;
  readonly override?: Override;
  readonly default?: Mode;
  readonly forced?: Mode | 'none';
  readonly mocks?: 'allowed' | 'forbidden';
}

const FORCES = ['none', ...MODES] as const;
const MOCKS = ['allowed', 'forbidden'] as const;

/** Reads the parameters of an address, whatever they are; a word that is not known counts as missing. */
export function readPlaygroundSearch(parameters: Readonly<Record<string, unknown>>): PlaygroundSearch {
  const env = typeof parameters.env === 'string' ? parseEnvironment(parameters.env) : null;
  const override = oneOf(OVERRIDES, parameters.override);
  const environmentDefault = oneOf(MODES, parameters.default);
  const forced = oneOf(FORCES, parameters.forced);
  const mocks = oneOf(MOCKS, parameters.mocks);
  return {
    ...(env !== null && { env }),
    ...(override && { override }),
    ...(environmentDefault && { default: environmentDefault }),
    ...(forced && { forced }),
    ...(mocks && { mocks }),
  };
}

/** The facts of an address; what it leaves open is as this server and workspace have it, for a key that inherits. */
export function playgroundFacts(search: PlaygroundSearch, rules: ModeRules): PlaygroundFacts {
  const environment = search.env ?? 'development';
  const guardrail = rules.guardrails[environment];
  return {
    environment,
    override: search.override ?? 'inherit',
    environmentDefault: search.default ?? rules.defaults[environment],
    forced: search.forced === undefined ? guardrail.forced : search.forced === 'none' ? null : search.forced,
    mockAllowed:
      search.mocks === undefined ? rules.guardrails.production.mockAllowed : search.mocks === 'allowed',
  };
}

/** An address that leaves nothing open: it shows the same wherever it is opened. */
export function playgroundSearch(facts: PlaygroundFacts): Required<PlaygroundSearch> {
  return {
    env: facts.environment,
    override: facts.override,
    default: facts.environmentDefault,
    forced: facts.forced ?? 'none',
    mocks: facts.mockAllowed ? 'allowed' : 'forbidden',
  };
}
