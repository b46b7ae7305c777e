import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { doneMessage, foreseeOverrides } from './overrides-change.js';

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;
const RULES = { guardrails: NO_GUARDRAILS, defaults: INITIAL_DEFAULTS };
const claude = { id: 'key_1', name: 'Claude', overrides: INHERIT };
const gemini = { id: 'key_2', name: 'Gemini', overrides: { ...INHERIT, staging: 'live' as const } };

describe('foreseeOverrides', () => {
  const foresee = (overrides: object) => foreseeOverrides([{ key: claude, overrides }], RULES);

  it('asks nothing for a mock outside production', () => {
    expect(foresee({ staging: 'mock' })).toMatchObject({ turned: [], question: null, name: null });
  });

  it('asks before something becomes live', () => {
    expect(foresee({ development: 'live', staging: 'live' })).toMatchObject({
      question: 'Make Claude live in Development and Staging?',
      name: null,
    });
  });

  it('wants the key’s name typed before production is touched, even where no mode changes', () => {
    expect(foresee({ production: 'live' })).toMatchObject({
      turned: [],
      question: 'Change Claude in Production?',
      name: 'Claude',
    });
    expect(foresee({ staging: 'live', production: 'mock' })).toMatchObject({ name: 'Claude' });
  });

  it('always asks with a title, and wants the environment’s name typed where production is touched', () => {
    const both = (overrides: object, keys = [claude, gemini]) =>
      foreseeOverrides(
        keys.map((key) => ({ key, overrides })),
        RULES,
        (count) => `All ${count}?`,
      );
    expect(both({ staging: 'live' })).toMatchObject({
      turned: [{ id: 'key_1', of: 'Claude', flip: { environment: 'staging', from: 'mock', to: 'live' } }],
      question: 'All 2?',
      name: null,
    });
    expect(both({ staging: 'mock' }, [claude]).question).toBe('All 1?');
    expect(both({ production: 'inherit' })).toMatchObject({ question: 'All 2?', name: 'Production' });
    expect(both({}, [])).toMatchObject({ turned: [], question: 'All 0?', name: null });
  });

  it('is about something else once another key changes, or another mode', () => {
    const { about } = foresee({ staging: 'live' });
    expect(foresee({ staging: 'live' }).about).toBe(about);
    const live = { ...RULES, defaults: { ...INITIAL_DEFAULTS, staging: 'live' as const } };
    expect(foreseeOverrides([{ key: claude, overrides: { staging: 'live' } }], live).about).not.toBe(about);
    expect(foreseeOverrides([{ key: gemini, overrides: { staging: 'mock' } }], RULES).about).not.toBe(
      foreseeOverrides([], RULES).about,
    );
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
