import fc from 'fast-check';
import { allowedModes, forbiddingVariable, type Guardrails, parseGuardrails } from './index.js';

function parse(variables: Record<string, string>): Guardrails {
  const parsed = parseGuardrails(variables);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ variable }) => variable).join());
  return parsed.guardrails;
}

function refused(variables: Record<string, string>): string[] {
  const parsed = parseGuardrails(variables);
  return parsed.ok ? [] : parsed.problems.map(({ variable }) => variable);
}

describe('parseGuardrails', () => {
  it('finds none where nothing is set', () => {
    const none = { forced: null, mockAllowed: true };
    expect(parse({ PATH: '/bin' })).toEqual({ development: none, staging: none, production: none });
  });

  it('reads each guardrail for its own environment', () => {
    expect(
      parse({ DEV_MODE_FORCED: 'mock', STAGING_MODE_FORCED: 'live', PROD_MOCK_ALLOWED: 'false' }),
    ).toEqual({
      development: { forced: 'mock', mockAllowed: true },
      staging: { forced: 'live', mockAllowed: true },
      production: { forced: null, mockAllowed: false },
    });
    expect(parse({ PROD_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'true' }).production).toEqual({
      forced: 'mock',
      mockAllowed: true,
    });
  });

  it.each(['', ' live', 'live ', 'LIVE', 'Mock', 'true', 'inherit', 'ture'])(
    'refuses a force of "%s"',
    (word) => {
      expect(refused({ STAGING_MODE_FORCED: word })).toEqual(['STAGING_MODE_FORCED']);
    },
  );

  it.each(['', 'TRUE', 'ture', '0', '1', 'no', ' false'])('refuses PROD_MOCK_ALLOWED of "%s"', (word) => {
    expect(refused({ PROD_MOCK_ALLOWED: word })).toEqual(['PROD_MOCK_ALLOWED']);
  });

  it('refuses a contradiction', () => {
    expect(refused({ PROD_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'false' })).toEqual(['PROD_MODE_FORCED']);
  });

  it.each([
    'PRODUCTION_MODE_FORCED',
    'DEV_MOCK_ALLOWED',
    'PROD_LIVE_ALLOWED',
    'prod_mode_forced',
    'X_MODE_FORCED',
  ])('refuses %s, which only looks like a guardrail', (variable) =>
    expect(refused({ [variable]: 'live' })).toEqual([variable]),
  );

  it('names every problem, and never what a variable was set to', () => {
    const parsed = parseGuardrails({
      DEV_MODE_FORCED: 'hunter2',
      PROD_MOCK_ALLOWED: 'hunter2',
      QA_MODE_FORCED: 'hunter2',
    });
    expect(parsed.ok).toBe(false);
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
    expect(refused({ DEV_MODE_FORCED: 'x', PROD_MOCK_ALLOWED: 'x', QA_MODE_FORCED: 'x' })).toHaveLength(3);
  });

  it('takes no other word than its own, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (word) => {
        fc.pre(word !== 'mock' && word !== 'live');
        expect(refused({ DEV_MODE_FORCED: word })).toEqual(['DEV_MODE_FORCED']);
      }),
    );
  });
});

describe('allowedModes', () => {
  it('leaves the forced mode alone while a force stands', () => {
    expect(allowedModes(parse({ DEV_MODE_FORCED: 'live' }), 'development')).toEqual(['live']);
    expect(allowedModes(parse({ PROD_MODE_FORCED: 'mock' }), 'production')).toEqual(['mock']);
  });

  it('leaves live alone in production where mocks are forbidden, and both elsewhere', () => {
    const guardrails = parse({ PROD_MOCK_ALLOWED: 'false' });
    expect(allowedModes(guardrails, 'production')).toEqual(['live']);
    expect(allowedModes(guardrails, 'staging')).toEqual(['mock', 'live']);
  });
});

describe('forbiddingVariable', () => {
  it('names the variable that forbids, or none', () => {
    const guardrails = parse({ DEV_MODE_FORCED: 'mock', PROD_MOCK_ALLOWED: 'false' });
    expect(forbiddingVariable(guardrails, 'development', 'live')).toBe('DEV_MODE_FORCED');
    expect(forbiddingVariable(guardrails, 'development', 'mock')).toBeNull();
    expect(forbiddingVariable(guardrails, 'production', 'mock')).toBe('PROD_MOCK_ALLOWED');
    expect(forbiddingVariable(guardrails, 'staging', 'live')).toBeNull();
  });
});
