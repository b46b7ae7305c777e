import { changedOverrides, overridesQuestion } from './overrides-change.js';

const INHERIT = { development: 'inherit', staging: 'inherit', production: 'inherit' } as const;

describe('changedOverrides', () => {
  it('is empty where nothing differs', () => {
    expect(changedOverrides(INHERIT, { ...INHERIT })).toEqual({});
  });

  it('names what differs and leaves out the rest', () => {
    expect(changedOverrides(INHERIT, { ...INHERIT, staging: 'live' })).toEqual({ staging: 'live' });
  });
});

describe('overridesQuestion', () => {
  const toMock = { environment: 'staging', from: 'live', to: 'mock' } as const;
  const toLive = { environment: 'development', from: 'mock', to: 'live' } as const;

  it('asks nothing for a mock outside production', () => {
    expect(overridesQuestion('Claude', { staging: 'mock' }, [toMock])).toBeNull();
  });

  it('asks before something becomes live', () => {
    expect(overridesQuestion('Claude', { development: 'live', staging: 'mock' }, [toLive, toMock])).toBe(
      'Make Claude live in Development?',
    );
  });

  it('asks before production is touched, even where no mode changes', () => {
    expect(overridesQuestion('Claude', { production: 'live' }, [])).toBe('Change Claude in Production?');
  });
});
