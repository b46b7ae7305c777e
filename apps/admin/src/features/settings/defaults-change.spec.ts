import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { foreseeDefault } from './defaults-change.js';

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;
const RULES = { guardrails: NO_GUARDRAILS, defaults: INITIAL_DEFAULTS };
const inheriting = { name: 'OpenAI', overrides: INHERIT };
const overriding = { name: 'Claude', overrides: { ...INHERIT, development: 'mock' as const } };

describe('foreseeDefault', () => {
  it('lists the keys that inherit and leaves out the ones that override', () => {
    const change = foreseeDefault([inheriting, overriding], RULES, 'development', 'live');
    expect(change.turned).toEqual([
      { of: 'OpenAI', flip: { environment: 'development', from: 'mock', to: 'live' } },
    ]);
    expect(change.question).toBe('Make Live the default of Development?');
  });

  it('asks nothing where no key becomes live outside production', () => {
    expect(foreseeDefault([overriding], RULES, 'development', 'live').question).toBeNull();
    const live = { ...RULES, defaults: { ...INITIAL_DEFAULTS, staging: 'live' as const } };
    expect(foreseeDefault([inheriting], live, 'staging', 'mock').question).toBeNull();
  });

  it('always asks for production, and wants its name typed', () => {
    expect(foreseeDefault([], RULES, 'production', 'mock')).toMatchObject({
      question: 'Make Mock the default of Production?',
      name: 'Production',
    });
    expect(foreseeDefault([inheriting], RULES, 'development', 'live').name).toBeNull();
  });

  it('turns nothing over where a guardrail decides', () => {
    const guardrails = { ...NO_GUARDRAILS, development: { forced: 'mock' as const, mockAllowed: true } };
    expect(foreseeDefault([inheriting], { ...RULES, guardrails }, 'development', 'live').turned).toEqual([]);
  });
});
