import {
  ENVIRONMENTS,
  type Environment,
  FORCING_VARIABLE,
  type Guardrails,
  MOCK_ALLOWED_VARIABLE,
  MODES,
  type Mode,
} from './vocabulary.js';

/** A server variable that stops the start; `message` never repeats what it was set to. */
export interface GuardrailProblem {
  readonly variable: string;
  readonly message: string;
}

export type ParsedGuardrails =
  | { readonly ok: true; readonly guardrails: Guardrails }
  | { readonly ok: false; readonly problems: readonly GuardrailProblem[] };

const KNOWN: ReadonlySet<string> = new Set([...Object.values(FORCING_VARIABLE), MOCK_ALLOWED_VARIABLE]);
const LOOKS_LIKE_A_GUARDRAIL = /_(MODE_FORCED|MOCK_ALLOWED|LIVE_ALLOWED)$/i;

/**
 * Reads the guardrails from a server's variables. Fails closed: a word that is not exactly one of the
 * allowed ones, a contradiction, or an unknown variable that looks like a guardrail is a problem, never
 * a default. Takes the variables as given and returns the guardrails or every problem found.
 */
export function parseGuardrails(variables: Readonly<Record<string, string | undefined>>): ParsedGuardrails {
  const problems: GuardrailProblem[] = [];
  const oneOf = <Word extends string>(variable: string, words: readonly Word[]): Word | null => {
    const value = variables[variable];
    if (value === undefined) return null;
    if ((words as readonly string[]).includes(value)) return value as Word;
    problems.push({ variable, message: `must be exactly "${words.join('" or "')}", or not set at all` });
    return null;
  };

  const forced: Record<Environment, Mode | null> = {
    development: oneOf(FORCING_VARIABLE.development, MODES),
    staging: oneOf(FORCING_VARIABLE.staging, MODES),
    production: oneOf(FORCING_VARIABLE.production, MODES),
  };
  const productionMockAllowed = oneOf(MOCK_ALLOWED_VARIABLE, ['true', 'false']) !== 'false';

  if (forced.production === 'mock' && !productionMockAllowed) {
    problems.push({
      variable: FORCING_VARIABLE.production,
      message: `forces mock while ${MOCK_ALLOWED_VARIABLE} forbids it; remove one of them`,
    });
  }
  for (const variable of Object.keys(variables)) {
    if (LOOKS_LIKE_A_GUARDRAIL.test(variable) && !KNOWN.has(variable) && variables[variable] !== undefined) {
      problems.push({ variable, message: `is not a guardrail; the guardrails are ${[...KNOWN].join(', ')}` });
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    guardrails: {
      development: { forced: forced.development, mockAllowed: true },
      staging: { forced: forced.staging, mockAllowed: true },
      production: { forced: forced.production, mockAllowed: productionMockAllowed },
    },
  };
}

/** No guardrail anywhere. */
export const NO_GUARDRAILS: Guardrails = Object.fromEntries(
  ENVIRONMENTS.map((environment) => [environment, { forced: null, mockAllowed: true }]),
) as unknown as Guardrails;

/**
 * The modes that people may choose in an environment: the forced one alone while a force stands,
 * `live` alone in production where mocks are forbidden, else both.
 */
export function allowedModes(guardrails: Guardrails, environment: Environment): readonly Mode[] {
  const { forced, mockAllowed } = guardrails[environment];
  if (forced) return [forced];
  return mockAllowed ? MODES : ['live'];
}

/** The server variable that forbids a mode in an environment, or null where the mode may be chosen. */
export function forbiddingVariable(
  guardrails: Guardrails,
  environment: Environment,
  mode: Mode,
): string | null {
  if (allowedModes(guardrails, environment).includes(mode)) return null;
  return guardrails[environment].forced ? FORCING_VARIABLE[environment] : MOCK_ALLOWED_VARIABLE;
}
