import { isFiltered, readUsageSearch, usageParameters, withoutFilters } from './usage-search.js';

const TODAY = '2026-11-24';

describe('an address of the Usage page', () => {
  it('shows the last 30 days by environment where it says nothing', () => {
    expect(readUsageSearch({})).toEqual({});
    expect(usageParameters({}, TODAY)).toEqual({ splitBy: 'environment', from: '2026-10-26' });
  });

  it.each<[object, object]>([
    [{ days: 7 }, { days: 7 }],
    [{ days: '90' }, { days: 90 }],
    [{ days: 30 }, {}],
    [{ days: 8 }, {}],
    [{ from: '2026-02-28', days: 7 }, { from: '2026-02-28' }],
    [{ from: '2026-02-30' }, {}],
    [{ from: 'yesterday', to: 7 }, {}],
    [{ by: 'key' }, { by: 'key' }],
    [{ by: 'environment' }, {}],
    [{ by: 'day' }, {}],
    [
      { env: 'prod', mode: 'live' },
      { env: 'production', mode: 'live' },
    ],
    [{ env: 'outside_production' }, { env: 'outside_production' }],
    [{ env: 'moon', mode: 'forced' }, {}],
    [
      { key: 'key_1', token: 'tok_1' },
      { key: 'key_1', token: 'tok_1' },
    ],
    [{ key: 'a b', token: ['tok_1'] }, {}],
  ])('%p is read as %p', (given, read) => {
    expect(readUsageSearch(given as Record<string, unknown>)).toEqual(read);
  });

  it.each<[object, object]>([
    [{ days: 7 }, { from: '2026-11-18' }],
    [{ from: '2026-11-01' }, { from: '2026-11-01' }],
    [
      { from: '2026-11-01', to: '2026-11-01' },
      { from: '2026-11-01', to: '2026-11-02' },
    ],
    [{ to: '2026-03-01' }, { from: '2026-01-31', to: '2026-03-02' }],
    [{ from: '2027-01-01' }, { from: '2026-11-24' }],
    [{ to: '9999-12-31' }, { from: '2026-10-26', to: '2026-11-25' }],
    [{ to: '0001-01-01' }, { from: '2000-01-01', to: '2000-01-02' }],
    [{ from: '0001-01-01' }, { from: '2025-11-24' }],
    [
      { from: '0001-01-01', to: '9999-12-31' },
      { from: '2025-11-24', to: '2026-11-25' },
    ],
    [
      { from: '2026-03-01', to: '2026-02-01' },
      { from: '2026-02-01', to: '2026-03-02' },
    ],
  ])('%p asks for %p, the end not included', (search, period) => {
    expect(usageParameters(search, TODAY)).toEqual({ splitBy: 'environment', ...period });
  });

  it('keeps period and split where filters are cleared', () => {
    const search = {
      days: 7,
      by: 'key',
      env: 'staging',
      mode: 'live',
      key: 'key_1',
      token: 'tok_1',
    } as const;
    expect(isFiltered(search)).toBe(true);
    expect(withoutFilters(search)).toEqual({ days: 7, by: 'key' });
    expect(isFiltered(withoutFilters(search))).toBe(false);
  });
});
