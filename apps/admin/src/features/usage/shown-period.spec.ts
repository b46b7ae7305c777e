import { type Adjustment, shownPeriod, withDay } from './shown-period.js';

const TODAY = '2026-11-24';

describe('the period of an address', () => {
  it.each<[{ from?: string; to?: string }, string, string, readonly Adjustment[]]>([
    [{}, '2026-10-26', TODAY, []],
    [{ from: '2026-11-01' }, '2026-11-01', TODAY, []],
    [{ from: '2025-11-24', to: TODAY }, '2025-11-24', TODAY, []],
    [{ from: '2025-11-23', to: TODAY }, '2025-11-24', TODAY, ['shortened']],
    [{ from: '2026-03-01', to: '2026-02-01' }, '2026-02-01', '2026-03-01', ['swapped']],
    [{ from: '9999-12-31' }, TODAY, TODAY, ['bounds']],
    [{ to: '9999-12-31' }, '2026-10-26', TODAY, ['bounds']],
    [{ from: '0001-01-01', to: '0001-01-02' }, '2000-01-01', '2000-01-01', ['bounds']],
    [{ from: '9999-12-31', to: '0001-01-01' }, '2025-11-24', TODAY, ['bounds', 'swapped', 'shortened']],
  ])('%p is shown from %s to %s', (search, from, to, adjusted) => {
    expect(shownPeriod(search, TODAY)).toEqual({ from, to, adjusted });
  });
});

describe('a day that is chosen stays, and the other one', () => {
  const NOVEMBER = { from: '2026-11-01', to: '2026-11-20' };

  it.each<['from' | 'to', string, string, string, readonly Adjustment[]]>([
    ['from', '2026-11-10', '2026-11-10', '2026-11-20', []],
    ['to', '2026-11-10', '2026-11-01', '2026-11-10', []],
    ['from', '2026-11-21', '2026-11-21', '2026-11-21', ['other_end']],
    ['to', '2026-10-31', '2026-10-31', '2026-10-31', ['other_end']],
    ['from', '2025-01-01', '2025-01-01', '2026-01-01', ['other_end']],
    ['to', '2020-02-29', '2020-02-29', '2020-02-29', ['other_end']],
    ['from', '0002-01-01', '2000-01-01', '2000-12-31', ['bounds', 'other_end']],
    ['to', '9999-12-31', '2026-11-01', TODAY, ['bounds']],
  ])('follows where it can’t stay: %s %s is %s to %s', (end, day, from, to, adjusted) => {
    expect(withDay(NOVEMBER, end, day, TODAY)).toEqual({ from, to, adjusted });
  });
});
