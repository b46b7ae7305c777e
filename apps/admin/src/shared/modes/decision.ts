import type { ModeDecision, ModeFacts, TraceEntry } from '@ibyok/mode-resolution';

/** The entry of a decision's trace that decided. */
export function decidingEntry({ trace }: ModeDecision): TraceEntry {
  const entry = trace.find(({ decided }) => decided);
  if (!entry) throw new Error('one rule of a trace decided');
  return entry;
}

/** The same facts with what a rule looks at not set; null for the last rule, as a default is always set. */
export function withoutRule(rule: TraceEntry['rule'], facts: ModeFacts): ModeFacts | null {
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
