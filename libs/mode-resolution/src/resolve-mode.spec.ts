import fc from 'fast-check';
import {
  ENVIRONMENTS,
  type Environment,
  type Guardrails,
  MODES,
  type Mode,
  type ModeFacts,
  OVERRIDES,
  type Override,
  resolveMode,
} from './index.js';

/**
 * The contract's table, worked out by hand for one environment at a time and independent of the code:
 * forced, mock allowed, override, default → mode and source.
 */
const WITHOUT_FORCE_AND_WITH_MOCKS: Record<`${Override} ${Mode}`, string> = {
  'inherit mock': 'mock tenant_setting',
  'inherit live': 'live tenant_setting',
  'mock mock': 'mock key_override',
  'mock live': 'mock key_override',
  'live mock': 'live key_override',
  'live live': 'live key_override',
};
const PRODUCTION_WITHOUT_MOCKS: Record<`${Override} ${Mode}`, string> = {
  'inherit mock': 'live guardrail_override',
  'inherit live': 'live tenant_setting',
  'mock mock': 'live guardrail_override',
  'mock live': 'live guardrail_override',
  'live mock': 'live key_override',
  'live live': 'live key_override',
};

interface Case {
  readonly environment: Environment;
  readonly forced: Mode | null;
  readonly mockAllowed: boolean;
  readonly override: Override;
  readonly environmentDefault: Mode;
}

function expected({ environment, forced, mockAllowed, override, environmentDefault }: Case): string {
  if (forced === 'mock') return 'mock guardrail_override';
  if (forced === 'live') return 'live guardrail_override';
  const table =
    environment === 'production' && !mockAllowed ? PRODUCTION_WITHOUT_MOCKS : WITHOUT_FORCE_AND_WITH_MOCKS;
  return table[`${override} ${environmentDefault}`];
}

/** Guardrails that say one thing about one environment, and the opposite of it about the others. */
function factsOf({ environment, forced, mockAllowed, override, environmentDefault }: Case): ModeFacts {
  const elsewhere = { forced: forced === 'mock' ? 'live' : 'mock', mockAllowed: !mockAllowed } as const;
  const guardrails: Guardrails = {
    development: elsewhere,
    staging: elsewhere,
    production: elsewhere,
    [environment]: { forced, mockAllowed },
  };
  return { environment, guardrails, override, environmentDefault };
}

const CASES: readonly Case[] = ENVIRONMENTS.flatMap((environment) =>
  [null, ...MODES].flatMap((forced) =>
    [true, false].flatMap((mockAllowed) =>
      OVERRIDES.flatMap((override) =>
        MODES.map((environmentDefault) => ({
          environment,
          forced,
          mockAllowed,
          override,
          environmentDefault,
        })),
      ),
    ),
  ),
);

const anyCase = fc.constantFrom(...CASES);

describe('resolveMode', () => {
  it('has 3 × 3 × 2 × 3 × 2 cases', () => expect(CASES).toHaveLength(108));

  it.each(CASES)(
    'decides $environment, forced $forced, mocks $mockAllowed, $override over $environmentDefault',
    (one) => {
      const { modeInfo } = resolveMode(factsOf(one));
      expect(`${modeInfo.effectiveMode} ${modeInfo.source}`).toBe(expected(one));
      expect(modeInfo.environment).toBe(one.environment);
    },
  );

  it('lets a guardrail always win', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(...MODES), (one, forced) => {
        const { modeInfo } = resolveMode(factsOf({ ...one, forced }));
        expect(modeInfo).toMatchObject({ effectiveMode: forced, source: 'guardrail_override' });
      }),
    );
  });

  it('never mocks production under PROD_MOCK_ALLOWED=false', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom(null, 'live' as const), (one, forced) => {
        const facts = factsOf({ ...one, environment: 'production', forced, mockAllowed: false });
        expect(resolveMode(facts).modeInfo.effectiveMode).toBe('live');
      }),
    );
  });

  it('traces four rules in order, of which exactly one decided, with the decision it led to', () => {
    fc.assert(
      fc.property(anyCase, (one) => {
        const { modeInfo, trace } = resolveMode(factsOf(one));
        expect(trace.map(({ rule }) => rule)).toEqual([1, 2, 3, 4]);
        const decided = trace.filter((entry) => entry.decided);
        expect(decided).toHaveLength(1);
        const sources = ['guardrail_override', 'guardrail_override', 'key_override', 'tenant_setting'];
        expect(modeInfo.source).toBe(sources[(decided[0]?.rule ?? 0) - 1]);
      }),
    );
  });

  it('names the settings that it looked at, and what they say', () => {
    const { trace } = resolveMode(
      factsOf({
        environment: 'production',
        forced: null,
        mockAllowed: false,
        override: 'mock',
        environmentDefault: 'live',
      }),
    );
    expect(trace).toEqual([
      { rule: 1, setting: 'PROD_MODE_FORCED', value: null, decided: false },
      { rule: 2, setting: 'PROD_MOCK_ALLOWED', value: 'false', decided: true },
      { rule: 3, setting: 'override', value: 'mock', decided: false },
      { rule: 4, setting: 'environmentDefault', value: 'live', decided: false },
    ]);
  });
});
