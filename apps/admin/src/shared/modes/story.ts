import {
  type Environment,
  type ModeDecision,
  type ModeFacts,
  type Overrides,
  resolveMode,
  type TraceEntry,
} from '@ibyok/mode-resolution';
import { modesText } from '../../text/modes.js';
import { decidingEntry, withoutRule } from './decision.js';
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
  const { rule } = decidingEntry(decision);
  const other = withoutRule(rule, facts);
  const without = other && resolveMode(other);
  const { forced } = facts.guardrails[environment];
  const unsure = without && mayBeForbidden(environment, forced, without.modeInfo.effectiveMode);
  return {
    because: becauseOf(decision),
    otherwise: otherwiseOf(without, unsure ? MOCK_FORBIDDEN_ASSIGNMENT : null),
    rules: decision.trace.map((entry) => told(entry, rule, environment)),
  };
}

/** Names the rule that made a decision. */
export function becauseOf(decision: ModeDecision): string {
  return story.decides(sourceOf(decidingEntry(decision), false));
}

/**
 * Tells what would be decided, and by which rule, without the one that decides; null where no other could. `unless` is
 * a guardrail that may be set besides.
 */
export function otherwiseOf(without: ModeDecision | null, unless: string | null = null): string {
  if (!without) return story.nothingElse;
  const source = sourceOf(decidingEntry(without), true);
  const mode = MODE_WORD[without.modeInfo.effectiveMode];
  return unless === null ? story.without(source, mode) : story.withoutUnless(source, mode, unless);
}

/** What a rule looks at: a server variable, or a setting by its name in the dashboard. */
export function looksAtOf({ rule, setting }: TraceEntry, environment: Environment): string {
  const place = ENVIRONMENT_WORD[environment];
  if (rule <= 2) return setting;
  return rule === 3 ? words.override(place) : words.byDefault(place);
}

function sourceOf({ rule, setting, value }: TraceEntry, within: boolean): string {
  if (rule === 4) return within ? story.byDefaultWithin : story.byDefault;
  if (rule === 3) return within ? story.overrideWithin : story.override;
  return (within ? story.guardrailWithin : story.guardrail)(`${setting}=${value}`);
}

function told(entry: TraceEntry, deciding: number, environment: Environment): RuleTold {
  const { rule, value, decided } = entry;
  const place = ENVIRONMENT_WORD[environment];
  const reached = rule <= deciding;
  return {
    rule,
    looksAt: looksAtOf(entry, environment),
    isVariable: rule <= 2,
    // While a mode is forced, the server does not tell what the second rule looks at.
    says: rule === 2 && (!reached || value === null) ? null : says(entry),
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
