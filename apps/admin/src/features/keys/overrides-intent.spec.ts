import { changedOverrides, meetWishes, undoOf } from './overrides-intent.js';

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;
const claude = { id: 'key_1', name: 'Claude', overrides: INHERIT };
const gemini = { id: 'key_2', name: 'Gemini', overrides: { ...INHERIT, staging: 'live' as const } };
const live = { staging: 'live' } as const;
const wish = (key: { id: string; name: string }, more: object = {}) => ({
  keyId: key.id,
  name: key.name,
  overrides: live,
  ...more,
});

describe('changedOverrides', () => {
  it('is empty where nothing differs', () => {
    expect(changedOverrides(INHERIT, { ...INHERIT })).toEqual({});
  });

  it('names what differs and leaves out the rest', () => {
    expect(changedOverrides(INHERIT, { ...INHERIT, staging: 'live' })).toEqual({ staging: 'live' });
  });
});

describe('meetWishes', () => {
  it('changes keys as they are by now, and only where they say something else', () => {
    expect(meetWishes([wish(claude), wish(gemini)], [gemini, claude])).toEqual({
      changes: [{ key: claude, overrides: live }],
      leftAlone: [],
      gone: [],
    });
    const both = { development: 'mock', staging: 'live' } as const;
    expect(meetWishes([wish(gemini, { overrides: both })], [gemini]).changes).toEqual([
      { key: gemini, overrides: { development: 'mock' } },
    ]);
  });

  it('changes no key that is gone', () => {
    expect(meetWishes([wish(claude)], [gemini])).toEqual({ changes: [], leftAlone: [], gone: [] });
  });

  it('leaves alone what says something else than it has to, and tells what is gone from it', () => {
    const undo = wish(gemini, { overrides: { staging: 'inherit' }, onlyWhile: live });
    expect(meetWishes([undo], [gemini]).changes).toEqual([
      { key: gemini, overrides: { staging: 'inherit' }, onlyWhile: live },
    ]);
    const mock = { ...gemini, overrides: { ...INHERIT, staging: 'mock' as const } };
    expect(meetWishes([undo], [mock])).toEqual({ changes: [], leftAlone: [undo], gone: [] });
    expect(meetWishes([undo], [claude])).toEqual({ changes: [], leftAlone: [], gone: [undo] });
  });
});

describe('undoOf', () => {
  it('puts back what a key said just before, and only where it was changed', () => {
    const before = new Map([
      [claude.id, { ...INHERIT, staging: 'mock' as const, production: 'live' as const }],
    ]);
    expect(undoOf([{ key: claude, overrides: live }], before)).toEqual([
      { keyId: 'key_1', name: 'Claude', overrides: { staging: 'mock' }, onlyWhile: live },
    ]);
  });

  it('puts nothing back where it is not known', () => {
    expect(undoOf([{ key: claude, overrides: live }], new Map())).toEqual([]);
  });
});
