import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { foreseeDefault } from './defaults-change.js';

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;
const RULES = { guardrails: NO_GUARDRAILS, defaults: INITIAL_DEFAULTS };
const LIVE_STAGING = { ...RULES, defaults: { ...INITIAL_DEFAULTS, staging: 'live' as const } };
const inheriting = { id: 'key_1', name: 'OpenAI', overrides: INHERIT };
const overriding = {
  id: 'key_2',
  name: 'Claude',
  overrides: { ...INHERIT, development: 'mock' as const, staging: 'live' as const },
};
const LIVE_IN_DEVELOPMENT = { environment: 'development', mode: 'live' } as const;
const MOCK_IN_STAGING = { environment: 'staging', mode: 'mock' } as const;

describe('foreseeDefault', () => {
  it('lists the keys that inherit and leaves out the ones that override', () => {
    const foreseen = foreseeDefault([inheriting, overriding], RULES, LIVE_IN_DEVELOPMENT);
    expect(foreseen.turned).toEqual([
      { id: 'key_1', of: 'OpenAI', flip: { environment: 'development', from: 'mock', to: 'live' } },
    ]);
    expect(foreseen).toMatchObject({
      asks: true,
      question: 'Make Live the default of Development?',
      name: null,
    });
  });

  it('asks wherever a key changes its mode, also where it becomes a mock', () => {
    expect(foreseeDefault([inheriting, overriding], LIVE_STAGING, MOCK_IN_STAGING)).toMatchObject({
      turned: [{ of: 'OpenAI', flip: { from: 'live', to: 'mock' } }],
      asks: true,
      name: null,
    });
  });

  it('asks nothing where no key changes its mode outside production', () => {
    expect(foreseeDefault([overriding], RULES, LIVE_IN_DEVELOPMENT).asks).toBe(false);
    expect(foreseeDefault([overriding], LIVE_STAGING, MOCK_IN_STAGING).asks).toBe(false);
  });

  it('always asks for production, and wants its name typed', () => {
    expect(foreseeDefault([], RULES, { environment: 'production', mode: 'mock' })).toMatchObject({
      asks: true,
      question: 'Make Mock the default of Production?',
      name: 'Production',
    });
  });

  it('turns nothing over where a guardrail decides', () => {
    const guardrails = { ...NO_GUARDRAILS, development: { forced: 'mock' as const, mockAllowed: true } };
    expect(foreseeDefault([inheriting], { ...RULES, guardrails }, LIVE_IN_DEVELOPMENT).turned).toEqual([]);
  });

  it('says where the default is so already', () => {
    expect(foreseeDefault([inheriting], RULES, MOCK_IN_STAGING)).toMatchObject({
      turned: [],
      moot: 'Staging defaults to Mock by now, so there is nothing to change.',
    });
  });

  it('leaves alone what is no longer as an undo expects it', () => {
    const undo = { environment: 'production', mode: 'live', onlyWhile: 'mock' } as const;
    expect(foreseeDefault([inheriting], RULES, undo)).toMatchObject({
      turned: [],
      moot: 'The default of Production was changed again since, so there is nothing to undo.',
    });
    const mocked = { ...RULES, defaults: { ...INITIAL_DEFAULTS, production: 'mock' as const } };
    expect(foreseeDefault([inheriting], mocked, undo)).toMatchObject({ asks: true, moot: null });
  });
});
