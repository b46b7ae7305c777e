import fc from 'fast-check';
import { STEPS, type StepFacts, stepsOf } from './steps.js';

const EMPTY: StepFacts = {
  defaults: { development: 'mock', staging: 'mock', production: 'live' },
  kept: false,
  keys: 0,
  tokens: 0,
  fetched: false,
};
const statesOf = (facts: Partial<StepFacts>) => Object.values(stepsOf({ ...EMPTY, ...facts }));

describe('stepsOf', () => {
  it.each([
    ['an empty workspace', {}, ['current', 'next', 'next', 'next']],
    ['defaults that somebody kept', { kept: true }, ['done', 'current', 'next', 'next']],
    [
      'defaults that somebody changed',
      { defaults: { ...EMPTY.defaults, staging: 'live' } },
      ['done', 'current', 'next', 'next'],
    ],
    ['a first key', { keys: 1 }, ['done', 'done', 'current', 'next']],
    ['a first token', { keys: 1, tokens: 1 }, ['done', 'done', 'done', 'current']],
    ['a token before any key', { tokens: 1 }, ['done', 'current', 'done', 'next']],
    ['a first fetch', { keys: 1, tokens: 1, fetched: true }, ['done', 'done', 'done', 'done']],
    ['keys and tokens that are gone again', { fetched: true }, ['done', 'done', 'done', 'done']],
  ] as const)('sees %s', (_, facts, states) => {
    expect(statesOf(facts)).toEqual(states);
  });

  it('has one current step, before every next one, unless all are done; facts only ever add to what is done', () => {
    const mode = fc.constantFrom('mock' as const, 'live' as const);
    const anyFacts = fc.record({
      defaults: fc.record({ development: mode, staging: mode, production: mode }),
      kept: fc.boolean(),
      keys: fc.nat({ max: 2 }),
      tokens: fc.nat({ max: 2 }),
      fetched: fc.boolean(),
    });
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const states = stepsOf(facts);
        const open = STEPS.filter((step) => states[step] !== 'done');
        expect(open.map((step) => states[step])).toEqual(
          open.map((_, index) => (index ? 'next' : 'current')),
        );
        for (const more of [{ kept: true }, { keys: 1 }, { tokens: 1 }, { fetched: true }]) {
          const later = stepsOf({ ...facts, ...more });
          for (const step of STEPS) if (states[step] === 'done') expect(later[step]).toBe('done');
        }
      }),
    );
  });
});
