import {
  FORCING_VARIABLE,
  type GuardrailProblem,
  MOCK_ALLOWED_VARIABLE,
  type ModeDecision,
  type ModeFacts,
  parseGuardrails,
  resolveMode,
  type TraceEntry,
} from '@ibyok/mode-resolution';
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

/** The entry of a trace that decided. */
export function decidingEntry({ trace }: ModeDecision): TraceEntry {
  const entry = trace.find(({ decided }) => decided);
  if (!entry) throw new Error('one rule of a trace decided');
  return entry;
}

/** The same facts with what a rule looks at not set; null for the last rule, as a default is always set. */
function withoutRule(rule: TraceEntry['rule'], facts: ModeFacts): ModeFacts | null {
  const guardrail = facts.guardrails[facts.environment];
  const guardrails = (change: Partial<typeof guardrail>) => ({
    ...facts,
    guardrails: { ...facts.guardrails, [facts.environment]: { ...guardrail, ...change } },
  });
  switch (rule) {
    case 1:
      return guardrails({ forced: null });
    case 2:
      return guardrails({ mockAllowed: true });
    case 3:
      return { ...facts, override: 'inherit' };
    case 4:
      return null;
  }
}
