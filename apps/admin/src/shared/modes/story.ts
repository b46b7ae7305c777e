import {
  type Environment,
  type ModeDecision,
  type ModeFacts,
  type Overrides,
  resolveMode,
  type TraceEntry,
} from '@ibyok/mode-resolution';
import { modesText } from '../../text/modes.js';
import { mayBeForbidden } from './explain.js';
import type { ModeRules } from './key-modes.js';
import { ENVIRONMENT_WORD, MOCK_FORBIDDEN_ASSIGNMENT, MODE_WORD } from './words.js';

const { story, rules: words } = modesText;

/** One rule of the table as a decision met it, in words. */
export interface RuleTold {
  readonly rule: number;
  /** What it looks at: a server variable, or a setting by its name in the dashboard. */
  readonly looksAt: string;
  readonly isVariable: boolean;
  /** What that says; null where it is not reached or does not apply, and so does not matter. */
  readonly says: string | null;
  readonly decides: boolean;
  /** What came of it. */
  readonly outcome: string;
}

/** A decision as a short story: which rule decides, what would without it, and every rule in order. */
export interface Story {
  readonly because: string;
  readonly otherwise: string;
  readonly rules: readonly RuleTold[];
}

/** Tells why a key has its mode in an environment. */
export function storyOf(rules: ModeRules, overrides: Overrides, environment: Environment): Story {
  const facts: ModeFacts = {
    environment,
    guardrails: rules.guardrails,
    override: overrides[environment],
    environmentDefault: rules.defaults[environment],
  };
  const decision = resolveMode(facts);
  const deciding = decidingEntry(decision);
  return {
    because: story.decides(sourceOf(deciding, false)),
    otherwise: otherwiseOf(deciding.rule, facts),
    rules: decision.trace.map((entry) => told(entry, deciding.rule, environment)),
  };
}

function decidingEntry({ trace }: ModeDecision): TraceEntry {
  const entry = trace.find(({ decided }) => decided);
  if (!entry) throw new Error('one rule of a trace decided');
  return entry;
}

function sourceOf({ rule, setting, value }: TraceEntry, within: boolean): string {
  if (rule === 4) return within ? story.byDefaultWithin : story.byDefault;
  if (rule === 3) return within ? story.overrideWithin : story.override;
  return (within ? story.guardrailWithin : story.guardrail)(`${setting}=${value}`);
}

function otherwiseOf(rule: TraceEntry['rule'], facts: ModeFacts): string {
  const without = withoutRule(rule, facts);
  if (!without) return story.nothingElse;
  const decision = resolveMode(without);
  const source = sourceOf(decidingEntry(decision), true);
  const { effectiveMode } = decision.modeInfo;
  const { forced } = facts.guardrails[facts.environment];
  return mayBeForbidden(facts.environment, forced, effectiveMode)
    ? story.withoutUnless(source, MODE_WORD[effectiveMode], MOCK_FORBIDDEN_ASSIGNMENT)
    : story.without(source, MODE_WORD[effectiveMode]);
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

function told(entry: TraceEntry, deciding: number, environment: Environment): RuleTold {
  const { rule, setting, value, decided } = entry;
  const place = ENVIRONMENT_WORD[environment];
  const looksAt = rule <= 2 ? setting : rule === 3 ? words.override(place) : words.byDefault(place);
  const reached = rule <= deciding;
  return {
    rule,
    looksAt,
    isVariable: rule <= 2,
    // While a mode is forced, the server does not tell what the second rule looks at.
    says: (!reached && rule === 2) || (rule === 2 && value === null) ? null : says(entry),
    decides: decided,
    outcome: decided ? words.decides : reached ? passedOn(entry, place) : words.notReached,
  };
}

function says({ rule, value }: TraceEntry): string {
  if (value === null || (rule === 2 && value === 'true')) return words.notSet;
  if (rule <= 2) return value;
  return value === 'mock' || value === 'live' ? MODE_WORD[value] : words.inherit;
}

function passedOn({ rule, value }: TraceEntry, place: string): string {
  if (rule === 3) return words.leavesIt;
  if (rule === 2) return value === null ? words.doesNotApply(place) : words.allowsChoice;
  return '';
}
