import type { Environment, TraceEntry } from '@ibyok/mode-resolution';
import { decidingEntry } from '../../shared/modes/decision.js';
import { looksAtOf } from '../../shared/modes/story.js';
import { ENVIRONMENT_WORD, MODE_WORD } from '../../shared/modes/words.js';
import { playgroundText } from '../../text/playground.js';
import type { Outcome } from './outcome.js';

type Decided = Extract<Outcome, { starts: true }>;

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
    looksAt: { words: looksAtOf(entry, environment), isVariable: entry.rule <= 2 },
    says: says(entry),
    passedOn: entry.decided
      ? null
      : entry.rule > decided
        ? playgroundText.rules.notReached
        : passedOn(entry, environment),
    isNext: entry.rule === next,
  }));
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
