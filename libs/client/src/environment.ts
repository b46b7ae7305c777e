import type { Environment } from './answers.js';
import { IbyokConfigurationError } from './errors.js';

/** Who says which environment counts. */
export type EnvironmentDecider = 'option' | 'IBYOK_ENV' | 'NODE_ENV' | 'server';

/** The environment that a request names, and who says so; null where the server's own environment counts. */
export interface EnvironmentChoice {
  readonly environment: Environment | null;
  readonly decidedBy: EnvironmentDecider;
}

/** A copy of the server's words, held alike by a test: what is published depends on nothing. */
const WORDS: ReadonlyMap<string, Environment> = new Map([
  ['development', 'development'],
  ['dev', 'development'],
  ['test', 'development'],
  ['staging', 'staging'],
  ['stage', 'staging'],
  ['production', 'production'],
  ['prod', 'production'],
]);

/** Every word that names an environment. */
export const ENVIRONMENT_WORDS: readonly string[] = [...WORDS.keys()];

/**
 * Chooses the environment: the option, else `IBYOK_ENV`, else `NODE_ENV`. What was written for IBYOK must be one of
 * the words, or an IbyokConfigurationError names it. `NODE_ENV` is other programs' too: where it is not one of the
 * words, or missing, the server's own environment counts.
 * @param variable reads a variable of the process; undefined where it is not set
 */
export function chooseEnvironment(
  option: string | undefined,
  variable: (name: string) => string | undefined,
): EnvironmentChoice {
  if (option !== undefined) return { environment: environmentOf(option, 'environment'), decidedBy: 'option' };
  const own = variable('IBYOK_ENV');
  if (own) return { environment: environmentOf(own, 'IBYOK_ENV'), decidedBy: 'IBYOK_ENV' };
  const environment = WORDS.get(variable('NODE_ENV') ?? '') ?? null;
  return { environment, decidedBy: environment ? 'NODE_ENV' : 'server' };
}

function environmentOf(word: string, setting: string): Environment {
  const environment = WORDS.get(word);
  if (environment) return environment;
  throw new IbyokConfigurationError(
    `${setting} is not an environment: set it to development, staging or production.`,
    { code: 'environment_invalid' },
  );
}
