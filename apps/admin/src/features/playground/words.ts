import type { Environment, ModeDecision, TraceEntry } from '@ibyok/mode-resolution';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { decidingEntry, type Outcome } from './outcome.js';

type Decided = Extract<Outcome, { starts: true }>;

/** The decision as a short story: which rule decides, and what would without it. */
export interface Story {
  readonly because: string;
  readonly otherwise: string;
}

/** Tells a decision in two sentences. */
export function storyOf({ decision, without }: Decided): Story {
  const entry = decidingEntry(decision);
  const source = sourceOf(entry);
  return {
    because: `${source.charAt(0).toUpperCase()}${source.slice(1)} decides.`,
    otherwise: without
      ? `Without it: ${sourceOf(decidingEntry(without))}, ${modeOf(without)}.`
      : 'No guardrail decides here, and the key inherits.',
  };
}

function sourceOf({ rule, setting, value }: TraceEntry): string {
  if (rule === 4) return 'the environment default';
  return rule === 3 ? 'the key’s override' : `guardrail ${setting}=${value}`;
}

function modeOf({ modeInfo }: ModeDecision): string {
  return MODE_WORD[modeInfo.effectiveMode];
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

const TITLE: Readonly<Record<TraceEntry['rule'], string>> = {
  1: 'A mode is forced',
  2: 'Mocks are forbidden',
  3: 'The key overrides',
  4: 'The key inherits',
};

/** The four rules in order, each with what it looked at and what came of it. */
export function traceRows({ decision, without }: Decided): readonly TraceRow[] {
  const { environment } = decision.modeInfo;
  const decided = decidingEntry(decision).rule;
  const next = without && decidingEntry(without).rule;
  return decision.trace.map((entry) => ({
    rule: entry.rule,
    title: TITLE[entry.rule],
    looksAt: looksAt(entry, environment),
    says: says(entry),
    passedOn: entry.decided ? null : entry.rule > decided ? 'Not reached' : passedOn(entry, environment),
    isNext: entry.rule === next,
  }));
}

function looksAt({ rule, setting }: TraceEntry, environment: Environment): TraceRow['looksAt'] {
  if (rule === 3) return { words: `Override for ${ENVIRONMENT_WORD[environment]}`, isVariable: false };
  if (rule === 4) return { words: `Default of ${ENVIRONMENT_WORD[environment]}`, isVariable: false };
  return { words: setting, isVariable: true };
}

function says({ rule, value }: TraceEntry): string | null {
  if (value === null || rule <= 2) return value;
  return value === 'mock' || value === 'live' ? MODE_WORD[value] : 'Inherit';
}

function passedOn({ rule, value }: TraceEntry, environment: Environment): string {
  if (rule === 1) return 'Nothing is forced';
  if (rule === 3) return 'Leaves it to the default';
  if (environment !== 'production') return `Does not apply to ${ENVIRONMENT_WORD[environment]}`;
  return value === 'false' ? 'Live is chosen, which it allows' : 'Mock may be chosen';
}
