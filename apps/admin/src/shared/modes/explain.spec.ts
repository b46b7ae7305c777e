import {
  type EnvironmentDefaults,
  type Guardrails,
  INITIAL_DEFAULTS,
  NO_GUARDRAILS,
  type Override,
} from '@ibyok/mode-resolution';
import { explain, explainForbidden } from './explain.js';

const inheriting = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;

function inProduction(
  override: Override,
  guardrail: Guardrails['production'] | null,
  defaults: EnvironmentDefaults = INITIAL_DEFAULTS,
) {
  const guardrails = guardrail ? { ...NO_GUARDRAILS, production: guardrail } : NO_GUARDRAILS;
  return explain({ guardrails, defaults }, { ...inheriting, production: override }, 'production');
}

const MOCK_DEFAULT = { ...INITIAL_DEFAULTS, production: 'mock' } as const;
const FORCED_LIVE = { forced: 'live', mockAllowed: true } as const;
const NO_MOCK = { forced: null, mockAllowed: false } as const;

describe('explain', () => {
  it('names the environment default', () => {
    expect(inProduction('inherit', null)).toEqual({
      because: 'Live: the environment default of Production.',
      otherwise: 'No override and no guardrail decides here.',
    });
  });

  it('names the override and what the default would make of it', () => {
    expect(inProduction('mock', null)).toEqual({
      because: 'Mock: this key overrides Production.',
      otherwise: 'Without the override, the environment default would make it Live.',
    });
    expect(inProduction('live', null).otherwise).toBe(
      'Without the override, the environment default would make it Live as well.',
    );
  });

  it('names the guardrail behind an override that says the same', () => {
    expect(inProduction('live', NO_MOCK, MOCK_DEFAULT).otherwise).toBe(
      'Without the override, PROD_MOCK_ALLOWED=false would make it Live as well.',
    );
  });

  it('names a force and what people asked for', () => {
    expect(inProduction('mock', FORCED_LIVE)).toEqual({
      because: 'Live: this server forces Live in Production (PROD_MODE_FORCED=live).',
      otherwise: 'Without it, the override would make it Mock, unless PROD_MOCK_ALLOWED=false is set too.',
    });
    expect(inProduction('inherit', FORCED_LIVE).otherwise).toBe(
      'Without it, the environment default would decide; it also asks for Live.',
    );
  });

  it('names a force outside production, where mocks are never forbidden', () => {
    const guardrails = { ...NO_GUARDRAILS, development: { forced: 'live', mockAllowed: true } } as const;
    const rules = { guardrails, defaults: INITIAL_DEFAULTS };
    expect(explain(rules, { ...inheriting, development: 'mock' }, 'development').otherwise).toBe(
      'Without it, the override would decide; it asks for Mock.',
    );
  });

  it('names the guardrail that forbids mocks and what they were asked by', () => {
    expect(inProduction('mock', NO_MOCK)).toEqual({
      because: 'Live: this server forbids mocks in Production (PROD_MOCK_ALLOWED=false).',
      otherwise: 'Without it, the override would make it Mock.',
    });
    expect(inProduction('inherit', NO_MOCK, MOCK_DEFAULT).otherwise).toBe(
      'Without it, the environment default would make it Mock.',
    );
  });
});

describe('explainForbidden', () => {
  it('names the variable that forces the other mode', () => {
    expect(explainForbidden('staging', 'live', 'STAGING_MODE_FORCED')).toBe(
      'Live can’t be chosen: STAGING_MODE_FORCED on this server forces Mock in Staging.',
    );
  });

  it('names the variable that forbids mocks', () => {
    expect(explainForbidden('production', 'mock', 'PROD_MOCK_ALLOWED')).toBe(
      'Mock can’t be chosen: PROD_MOCK_ALLOWED=false on this server forbids it in Production.',
    );
  });
});
