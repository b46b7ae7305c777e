import {
  FORCING_VARIABLE,
  type GuardrailProblem,
  MOCK_ALLOWED_VARIABLE,
  type ModeDecision,
  parseGuardrails,
  resolveMode,
} from '@ibyok/mode-resolution';
import { decidingEntry, withoutRule } from '../../shared/modes/decision.js';
import type { PlaygroundFacts } from '../../shared/modes/playground-facts.js';

/** What the server makes of the facts: a decision, or the refusal to start. */
export type Outcome =
  | { readonly starts: false; readonly problems: readonly GuardrailProblem[] }
  | {
      readonly starts: true;
      readonly decision: ModeDecision;
      /** What would be decided without the rule that decided; null where no other could. */
      readonly without: ModeDecision | null;
    };

/** The variables that a server needs for these facts, and no more: what is not set has no variable. */
export function equivalentVariables(facts: PlaygroundFacts): Readonly<Record<string, string>> {
  const { environment, forced, mockAllowed } = facts;
  return {
    ...(forced && { [FORCING_VARIABLE[environment]]: forced }),
    ...(environment === 'production' && !mockAllowed && { [MOCK_ALLOWED_VARIABLE]: 'false' }),
  };
}

/** Decides as a server would that starts with the equivalent variables. */
export function outcomeOf(facts: PlaygroundFacts): Outcome {
  const parsed = parseGuardrails(equivalentVariables(facts));
  if (!parsed.ok) return { starts: false, problems: parsed.problems };
  const modeFacts = { ...facts, guardrails: parsed.guardrails };
  const decision = resolveMode(modeFacts);
  const without = withoutRule(decidingEntry(decision).rule, modeFacts);
  return { starts: true, decision, without: without && resolveMode(without) };
}
