import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { changedOverrides, doneMessage, foreseeOverrides, inverseOf } from './overrides-change.js';

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;
const RULES = { guardrails: NO_GUARDRAILS, defaults: INITIAL_DEFAULTS };
const claude = { id: 'key_1', name: 'Claude', overrides: INHERIT };
const gemini = { id: 'key_2', name: 'Gemini', overrides: { ...INHERIT, staging: 'live' as const } };

describe('changedOverrides', () => {
  it('is empty where nothing differs', () => {
    expect(changedOverrides(INHERIT, { ...INHERIT })).toEqual({});
  });

  it('names what differs and leaves out the rest', () => {
    expect(changedOverrides(INHERIT, { ...INHERIT, staging: 'live' })).toEqual({ staging: 'live' });
  });
});

describe('foreseeOverrides', () => {
  const foresee = (overrides: object) => foreseeOverrides([{ key: claude, overrides }], RULES);

  it('asks nothing for a mock outside production', () => {
    expect(foresee({ staging: 'mock' })).toEqual({ turned: [], question: null, name: null });
  });

  it('asks before something becomes live', () => {
    expect(foresee({ development: 'live', staging: 'live' })).toMatchObject({
      question: 'Make Claude live in Development and Staging?',
      name: null,
    });
  });

  it('wants the key’s name typed before production is touched, even where no mode changes', () => {
    expect(foresee({ production: 'live' })).toEqual({
      turned: [],
      question: 'Change Claude in Production?',
      name: 'Claude',
    });
    expect(foresee({ staging: 'live', production: 'mock' })).toMatchObject({ name: 'Claude' });
  });

  it('always asks about several keys, and wants the environment’s name where production is touched', () => {
    const both = (overrides: object) =>
      foreseeOverrides(
        [claude, gemini].map((key) => ({ key, overrides })),
        RULES,
        'All of them?',
      );
    expect(both({ staging: 'live' })).toEqual({
      turned: [{ of: 'Claude', flip: { environment: 'staging', from: 'mock', to: 'live' } }],
      question: 'All of them?',
      name: null,
    });
    expect(both({ production: 'inherit' })).toMatchObject({ question: 'All of them?', name: 'Production' });
  });
});

describe('doneMessage', () => {
  const message = (...changes: Parameters<typeof doneMessage>[0]) =>
    doneMessage(changes, foreseeOverrides(changes, RULES).turned);

  it('says what one key is now', () => {
    expect(message({ key: claude, overrides: { staging: 'live' } })).toBe('Claude is live in Staging.');
    expect(message({ key: claude, overrides: { development: 'live', production: 'mock' } })).toBe(
      'Claude is mock in Production and live in Development.',
    );
    expect(message({ key: claude, overrides: { staging: 'mock' } })).toBe(
      'Overrides of Claude are saved. Its modes stay as they were.',
    );
  });

  it('counts several keys and what they turn over', () => {
    const overrides = { staging: 'live' } as const;
    expect(message({ key: claude, overrides }, { key: gemini, overrides })).toBe(
      'Overrides of 2 keys are saved; 1 mode changes.',
    );
  });
});

describe('inverseOf', () => {
  const done = [{ key: claude, overrides: { staging: 'live' } as const }];

  it('puts back what the key said before, and only where it was changed', () => {
    const now = {
      ...claude,
      overrides: { ...INHERIT, staging: 'live' as const, development: 'mock' as const },
    };
    expect(inverseOf(done, new Map([[now.id, now]]))).toEqual([
      { key: now, overrides: { staging: 'inherit' } },
    ]);
  });

  it('leaves alone what was changed again since, and what is gone', () => {
    const now = { ...claude, overrides: { ...INHERIT, staging: 'mock' as const } };
    expect(inverseOf(done, new Map([[now.id, now]]))).toEqual([]);
    expect(inverseOf(done, new Map())).toEqual([]);
  });
});
