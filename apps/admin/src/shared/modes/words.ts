import { type Environment, FORCING_VARIABLE, MOCK_ALLOWED_VARIABLE, type Mode } from '@ibyok/mode-resolution';
import { modesText } from '../../text/modes.js';

/** The words people read for each environment; the same everywhere. */
export const ENVIRONMENT_WORD: Readonly<Record<Environment, string>> = modesText.environments;

/** The words people read for each mode; the same everywhere. */
export const MODE_WORD: Readonly<Record<Mode, string>> = modesText.modes;

/** A guardrail as it is written in the server's environment, like `PROD_MODE_FORCED=live`. */
export function forcedAssignment(environment: Environment, mode: Mode): string {
  return `${FORCING_VARIABLE[environment]}=${mode}`;
}

/** The guardrail that forbids mocks in production, as it is written in the server's environment. */
export const MOCK_FORBIDDEN_ASSIGNMENT = `${MOCK_ALLOWED_VARIABLE}=false`;

/** Names as a sentence lists them: `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  return modesText.listed(words);
}
