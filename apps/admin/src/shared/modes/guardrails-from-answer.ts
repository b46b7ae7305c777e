import { ENVIRONMENTS, type Environment, type Guardrail, type Guardrails } from '@ibyok/mode-resolution';
import type { GuardrailsAnswer } from '../api/types.js';

/**
 * Turns the API's answer into what `resolveMode` takes. The answer lists the modes that may be chosen;
 * while one is forced it lists that one alone, so whether mocks are forbidden besides is not in it and
 * makes no difference to any decision.
 */
export function guardrailsFromAnswer(answer: GuardrailsAnswer): Guardrails {
  const guardrail = (environment: Environment): Guardrail => {
    const { forced, allowed } = answer[environment];
    const mockAllowed = environment !== 'production' || forced !== null || allowed.includes('mock');
    return { forced, mockAllowed };
  };
  return Object.fromEntries(
    ENVIRONMENTS.map((environment) => [environment, guardrail(environment)]),
  ) as unknown as Guardrails;
}
