import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { storyOf } from './story.js';

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;
const RULES = { guardrails: NO_GUARDRAILS, defaults: INITIAL_DEFAULTS };
const production = (forced: 'live' | null, mockAllowed: boolean) => ({
  ...RULES,
  guardrails: { ...NO_GUARDRAILS, production: { forced, mockAllowed } },
});

describe('storyOf', () => {
  it('tells of mocks that are forbidden, and what would decide if they were not', () => {
    const story = storyOf(production(null, false), { ...INHERIT, production: 'mock' }, 'production');
    expect(story.because).toBe('Guardrail PROD_MOCK_ALLOWED=false decides.');
    expect(story.otherwise).toBe('Without it: the key’s override, Mock.');
    expect(story.rules.map(({ looksAt, says, outcome }) => [looksAt, says, outcome])).toEqual([
      ['PROD_MODE_FORCED', 'not set', ''],
      ['PROD_MOCK_ALLOWED', 'false', 'decides'],
      ['Override for Production', 'Mock', 'not reached'],
      ['Default of Production', 'Live', 'not reached'],
    ]);
  });

  it('says nothing of a guardrail that the server does not tell of while it forces a mode', () => {
    const story = storyOf(production('live', true), { ...INHERIT, production: 'mock' }, 'production');
    expect(story.otherwise).toBe(
      'Without it: the key’s override, Mock, unless PROD_MOCK_ALLOWED=false is set too.',
    );
    expect(story.rules[1]).toMatchObject({ says: null, outcome: 'not reached' });
  });

  it('marks one rule that decides, in every environment', () => {
    for (const environment of ['development', 'staging', 'production'] as const) {
      const { rules } = storyOf(RULES, INHERIT, environment);
      expect(rules.map(({ decides }) => decides)).toEqual([false, false, false, true]);
    }
  });
});
