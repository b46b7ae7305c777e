import {
  type Environment,
  FORCING_VARIABLE,
  type Guardrails,
  MOCK_ALLOWED_VARIABLE,
  type Mode,
  type ModeSource,
  type Override,
} from './vocabulary.js';

/** All that a decision depends on. */
export interface ModeFacts {
  readonly environment: Environment;
  readonly guardrails: Guardrails;
  /** The key's override for this environment. */
  readonly override: Override;
  /** The tenant's default for this environment. */
  readonly environmentDefault: Mode;
}

export interface ModeInfo {
  readonly environment: Environment;
  readonly effectiveMode: Mode;
  readonly source: ModeSource;
}

/** One rule of the table in the README, as it was met by one decision. */
export interface TraceEntry {
  /** The rule's number in the table. */
  readonly rule: 1 | 2 | 3 | 4;
  /** What the rule looks at: a server variable, `override` or `environmentDefault`. */
  readonly setting: string;
  /** What it says; null where it is not set or does not apply to this environment. */
  readonly value: string | null;
  /** True for exactly one entry: the rule that decided. */
  readonly decided: boolean;
}

export interface ModeDecision {
  readonly modeInfo: ModeInfo;
  readonly trace: readonly TraceEntry[];
}

interface Verdict {
  readonly mode: Mode;
  readonly source: ModeSource;
}

interface Rule {
  readonly number: TraceEntry['rule'];
  readonly setting: (environment: Environment) => string;
  readonly value: (facts: ModeFacts) => string | null;
  /** The rule's verdict, or null to leave it to the next rule. */
  readonly decide: (facts: ModeFacts) => Verdict | null;
}

/** The table, in its order: the first rule with a verdict decides. */
const RULES: readonly Rule[] = [
  {
    number: 1,
    setting: (environment) => FORCING_VARIABLE[environment],
    value: ({ environment, guardrails }) => guardrails[environment].forced,
    decide: ({ environment, guardrails }) => {
      const { forced } = guardrails[environment];
      return forced && { mode: forced, source: 'guardrail_override' };
    },
  },
  {
    number: 2,
    setting: () => MOCK_ALLOWED_VARIABLE,
    value: ({ environment, guardrails }) =>
      environment === 'production' ? String(guardrails.production.mockAllowed) : null,
    decide: (facts) => {
      const forbidden = facts.environment === 'production' && !facts.guardrails.production.mockAllowed;
      return forbidden && chosenMode(facts) === 'mock'
        ? { mode: 'live', source: 'guardrail_override' }
        : null;
    },
  },
  {
    number: 3,
    setting: () => 'override',
    value: ({ override }) => override,
    decide: ({ override }) => (override === 'inherit' ? null : { mode: override, source: 'key_override' }),
  },
  {
    number: 4,
    setting: () => 'environmentDefault',
    value: ({ environmentDefault }) => environmentDefault,
    decide: ({ environmentDefault }) => ({ mode: environmentDefault, source: 'tenant_setting' }),
  },
];

/** The mode people chose, before guardrails. */
function chosenMode({ override, environmentDefault }: ModeFacts): Mode {
  return override === 'inherit' ? environmentDefault : override;
}

/**
 * Decides between mock and live for one key in one environment.
 * Takes the facts; returns the decision and the trace of every rule, recorded while deciding.
 * Pure: the same facts give the same answer. Never throws for facts of these types.
 */
export function resolveMode(facts: ModeFacts): ModeDecision {
  const { environment } = facts;
  const trace: TraceEntry[] = [];
  let modeInfo: ModeInfo | null = null;
  for (const rule of RULES) {
    const verdict: Verdict | null = modeInfo === null ? rule.decide(facts) : null;
    if (verdict) modeInfo = { environment, effectiveMode: verdict.mode, source: verdict.source };
    trace.push({
      rule: rule.number,
      setting: rule.setting(environment),
      value: rule.value(facts),
      decided: verdict !== null,
    });
  }
  if (modeInfo === null) throw new Error('the last rule of the table decides every case');
  return { modeInfo, trace };
}
