import type { PlaygroundFacts } from '../../shared/modes/playground-facts.js';
import { becauseOf, otherwiseOf } from '../../shared/modes/story.js';
import { outcomeOf } from './outcome.js';
import { traceRows } from './words.js';

function decided(change: Partial<PlaygroundFacts>) {
  const outcome = outcomeOf({
    environment: 'production',
    override: 'inherit',
    environmentDefault: 'live',
    forced: null,
    mockAllowed: true,
    ...change,
  });
  if (!outcome.starts) throw new Error('the server does not start');
  return outcome;
}

/** The verdicts of the four rules, with a mark on the one that would decide otherwise. */
function verdicts(change: Partial<PlaygroundFacts>): readonly string[] {
  return traceRows(decided(change)).map(
    ({ passedOn, isNext }) => `${passedOn ?? 'Decides'}${isNext ? ' (next)' : ''}`,
  );
}

describe('becauseOf and otherwiseOf', () => {
  it.each([
    [
      { environment: 'development', forced: 'mock', override: 'live' },
      'Guardrail DEV_MODE_FORCED=mock decides.',
      'Without it: the key’s override, Live.',
    ],
    [
      { environmentDefault: 'mock', mockAllowed: false },
      'Guardrail PROD_MOCK_ALLOWED=false decides.',
      'Without it: the environment default, Mock.',
    ],
    [
      { override: 'live', environmentDefault: 'mock', mockAllowed: false },
      'The key’s override decides.',
      'Without it: guardrail PROD_MOCK_ALLOWED=false, Live.',
    ],
    [{}, 'The environment default decides.', 'No guardrail decides here, and the key inherits.'],
  ] as const)('tells %p: %s %s', (change, because, otherwise) => {
    const { decision, without } = decided(change);
    expect([becauseOf(decision), otherwiseOf(without)]).toEqual([because, otherwise]);
  });
});

describe('traceRows', () => {
  it('says of every rule what it looked at', () => {
    const rows = traceRows(decided({ mockAllowed: false, override: 'live' }));
    expect(rows.map(({ rule, looksAt, says }) => [rule, looksAt.words, says])).toEqual([
      [1, 'PROD_MODE_FORCED', null],
      [2, 'PROD_MOCK_ALLOWED', 'false'],
      [3, 'Override for Production', 'Live'],
      [4, 'Default of Production', 'Live'],
    ]);
  });

  it('says why a rule passed on, which decided, and which would without it', () => {
    expect(verdicts({ forced: 'live', override: 'mock' })).toEqual([
      'Decides',
      'Not reached',
      'Not reached (next)',
      'Not reached',
    ]);
    expect(verdicts({ override: 'live', environmentDefault: 'mock', mockAllowed: false })).toEqual([
      'Nothing is forced',
      'Live is chosen, which it allows (next)',
      'Decides',
      'Not reached',
    ]);
    expect(verdicts({ environment: 'staging' })).toEqual([
      'Nothing is forced',
      'Does not apply to Staging',
      'Leaves it to the default',
      'Decides',
    ]);
    expect(verdicts({})[1]).toBe('Mock may be chosen');
  });
});
