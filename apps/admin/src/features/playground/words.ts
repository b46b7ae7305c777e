import type { Environment, ModeDecision, TraceEntry } from '@ibyok/mode-resolution';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { playgroundText } from '../../text/playground.js';
import { decidingEntry, type Outcome } from './outcome.js';

type Decided = Extract<Outcome, { starts: true }>;

/** The decision as a short story: which rule decides, and what would without it. */
export interface Story {
  readonly because: string;
  readonly otherwise: string;
}

/** Tells a decision in two sentences. */
export function storyOf({ decision, without }: Decided): Story {
  return {
    because: becauseOf(decidingEntry(decision)),
    otherwise: without ? otherwiseOf(without) : playgroundText.story.without.nothing,
  };
}

function becauseOf({ rule, setting, value }: TraceEntry): string {
  const { guardrail, override, environmentDefault } = playgroundText.story.bySource;
  if (rule === 4) return environmentDefault;
  return rule === 3 ? override : guardrail(`${setting}=${value}`);
}

function otherwiseOf(without: ModeDecision): string {
  const { guardrail, override, environmentDefault } = playgroundText.story.without;
  const { rule, setting, value } = decidingEntry(without);
  const mode = MODE_WORD[without.modeInfo.effectiveMode];
  if (rule === 4) return environmentDefault(mode);
  return rule === 3 ? override(mode) : guardrail(`${setting}=${value}`, mode);
}

/** One rule of the table, in words. */
export interface TraceRow {
  readonly rule: number;
  readonly title: string;
  /** What it looks at: a server variable, or a setting by its name in the dashboard. */
  readonly looksAt: { readonly words: string; readonly isVariable: boolean };
  /** What that says; null where it is not set, or not there in this environment. */
  readonly says: string | null;
  /** Why it left the decision to the next rule; null where it decided. */
  readonly passedOn: string | null;
  /** Whether it would decide if the rule that decided were gone. */
  readonly isNext: boolean;
}

/** The four rules in order, each with what it looked at and what came of it. */
export function traceRows({ decision, without }: Decided): readonly TraceRow[] {
  const { environment } = decision.modeInfo;
  const decided = decidingEntry(decision).rule;
  const next = without && decidingEntry(without).rule;
  return decision.trace.map((entry) => ({
    rule: entry.rule,
    title: playgroundText.rules.titles[entry.rule],
    looksAt: looksAt(entry, environment),
    says: says(entry),
    passedOn: entry.decided
      ? null
      : entry.rule > decided
        ? playgroundText.rules.notReached
        : passedOn(entry, environment),
    isNext: entry.rule === next,
  }));
}

function looksAt({ rule, setting }: TraceEntry, environment: Environment): TraceRow['looksAt'] {
  if (rule === 3)
    return { words: playgroundText.rules.overrideFor(ENVIRONMENT_WORD[environment]), isVariable: false };
  if (rule === 4)
    return { words: playgroundText.rules.defaultOf(ENVIRONMENT_WORD[environment]), isVariable: false };
  return { words: setting, isVariable: true };
}

function says({ rule, value }: TraceEntry): string | null {
  if (value === null || rule <= 2) return value;
  return value === 'mock' || value === 'live' ? MODE_WORD[value] : playgroundText.rules.inherit;
}

function passedOn({ rule, value }: TraceEntry, environment: Environment): string {
  if (rule === 1) return playgroundText.rules.nothingForced;
  if (rule === 3) return playgroundText.rules.leavesToDefault;
  if (environment !== 'production') return playgroundText.rules.doesNotApply(ENVIRONMENT_WORD[environment]);
  return value === 'false' ? playgroundText.rules.liveAllowed : playgroundText.rules.mockAllowed;
}
