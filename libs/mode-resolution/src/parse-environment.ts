import type { Environment } from './vocabulary.js';

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

/** The words a request may use in `?env=`; `test` is a server's word only. */
export const REQUEST_ENVIRONMENT_WORDS: readonly string[] = ENVIRONMENT_WORDS.filter(
  (word) => word !== 'test',
);

/**
 * Reads a word as an environment, exactly: no trimming, no case folding.
 * Returns null for any other word; an unset or empty one is for the caller to decide.
 */
export function parseEnvironment(word: string): Environment | null {
  return WORDS.get(word) ?? null;
}
