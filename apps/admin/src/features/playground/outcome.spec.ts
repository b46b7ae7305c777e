import {
  ENVIRONMENTS,
  FORCING_VARIABLE,
  MODES,
  OVERRIDES,
  parseGuardrails,
  resolveMode,
} from '@ibyok/mode-resolution';
import { decidingEntry } from '../../shared/modes/decision.js';
import type { PlaygroundFacts } from '../../shared/modes/playground-facts.js';
import { equivalentVariables, outcomeOf } from './outcome.js';

const ALL: readonly PlaygroundFacts[] = ENVIRONMENTS.flatMap((environment) =>
  OVERRIDES.flatMap((override) =>
    MODES.flatMap((environmentDefault) =>
      [null, ...MODES].flatMap((forced) =>
        [true, false].map((mockAllowed) => ({
          environment,
          override,
          environmentDefault,
          forced,
          mockAllowed,
        })),
      ),
    ),
  ),
);

function facts(change: Partial<PlaygroundFacts>): PlaygroundFacts {
  return {
    environment: 'production',
    override: 'inherit',
    environmentDefault: 'live',
    forced: null,
    mockAllowed: true,
    ...change,
  };
}

/** Which rule would decide without the one that does, and to what, as `3 mock`. */
function without(change: Partial<PlaygroundFacts>): string | null {
  const outcome = outcomeOf(facts(change));
  if (!outcome.starts) throw new Error('the server does not start');
  const { without } = outcome;
  return without && `${decidingEntry(without).rule} ${without.modeInfo.effectiveMode}`;
}

describe('equivalentVariables', () => {
  it('needs none where nothing is set', () => {
    expect(equivalentVariables(facts({}))).toEqual({});
  });

  it('names what is forced in the environment, and forbidden mocks in production alone', () => {
    expect(equivalentVariables(facts({ forced: 'live', mockAllowed: false }))).toEqual({
      PROD_MODE_FORCED: 'live',
      PROD_MOCK_ALLOWED: 'false',
    });
    expect(
      equivalentVariables(facts({ environment: 'staging', forced: 'mock', mockAllowed: false })),
    ).toEqual({ STAGING_MODE_FORCED: 'mock' });
  });

  it('makes a server decide as the page says, in all 108 cases', () => {
    expect(ALL).toHaveLength(108);
    for (const one of ALL) {
      const { environment, override, environmentDefault, forced, mockAllowed } = one;
      const outcome = outcomeOf(one);
      const parsed = parseGuardrails(equivalentVariables(one));
      expect(outcome.starts).toBe(parsed.ok);
      // What a server cannot be started with, written out by hand.
      expect(parsed.ok).toBe(!(environment === 'production' && forced === 'mock' && !mockAllowed));
      if (!outcome.starts || !parsed.ok) continue;
      const decision = resolveMode({
        environment,
        override,
        environmentDefault,
        guardrails: parsed.guardrails,
      });
      expect(outcome.decision).toEqual(decision);
      // The variables say all of the choices: read back, they are what was chosen.
      expect(parsed.guardrails[environment]).toEqual({
        forced,
        mockAllowed: environment !== 'production' || mockAllowed,
      });
    }
  });
});

describe('outcomeOf', () => {
  it('refuses a contradiction and names the variables', () => {
    const outcome = outcomeOf(facts({ forced: 'mock', mockAllowed: false }));
    expect(outcome).toMatchObject({ starts: false, problems: [{ variable: FORCING_VARIABLE.production }] });
    expect(JSON.stringify(outcome)).toContain('PROD_MOCK_ALLOWED');
  });

  it.each([
    [{ forced: 'live', override: 'mock' }, '3 mock'],
    [{ forced: 'live', override: 'mock', mockAllowed: false }, '2 live'],
    [{ forced: 'live' }, '4 live'],
    [{ override: 'mock', mockAllowed: false }, '3 mock'],
    [{ environmentDefault: 'mock', mockAllowed: false }, '4 mock'],
    [{ override: 'mock' }, '4 live'],
    [{ override: 'live', environmentDefault: 'mock', mockAllowed: false }, '2 live'],
    [{}, null],
  ] as const)('knows what would decide otherwise: %p, %p', (change, expected) => {
    expect(without(change)).toBe(expected);
  });
});
