import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { flips, isUnusual, keyMode } from './key-modes.js';

const RULES = { guardrails: NO_GUARDRAILS, defaults: INITIAL_DEFAULTS };
const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;

describe('keyMode', () => {
  it('takes the override of the environment asked for', () => {
    const overrides = { ...INHERIT, staging: 'live' } as const;
    expect(keyMode(RULES, overrides, 'staging')).toEqual({
      environment: 'staging',
      effectiveMode: 'live',
      source: 'key_override',
    });
    expect(keyMode(RULES, overrides, 'development').effectiveMode).toBe('mock');
  });
});

describe('isUnusual', () => {
  it.each([
    ['development', 'mock', false],
    ['development', 'live', true],
    ['staging', 'live', true],
    ['production', 'live', false],
    ['production', 'mock', true],
  ] as const)('%s %s: %s', (environment, mode, unusual) => {
    expect(isUnusual(environment, mode)).toBe(unusual);
  });
});

describe('flips', () => {
  it('lists the effective modes that differ', () => {
    const after = {
      rules: RULES,
      overrides: { ...INHERIT, development: 'live', production: 'mock' } as const,
    };
    expect(flips({ rules: RULES, overrides: INHERIT }, after)).toEqual([
      { environment: 'development', from: 'mock', to: 'live' },
      { environment: 'production', from: 'live', to: 'mock' },
    ]);
  });

  it('leaves out a choice that changes nothing', () => {
    const after = { rules: RULES, overrides: { ...INHERIT, production: 'live' } as const };
    expect(flips({ rules: RULES, overrides: INHERIT }, after)).toEqual([]);
  });

  it('sees through a guardrail', () => {
    const guardrails = { ...NO_GUARDRAILS, development: { forced: 'mock', mockAllowed: true } } as const;
    const rules = { ...RULES, guardrails };
    const after = { rules, overrides: { ...INHERIT, development: 'live' } as const };
    expect(flips({ rules, overrides: INHERIT }, after)).toEqual([]);
  });
});
