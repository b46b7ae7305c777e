import { expiresAt, expiryBounds, expiryProblem } from './expiry.js';

const NOW = new Date('2027-03-10T12:00:00').getTime();
const DAY_MS = 86_400_000;

describe('expiresAt', () => {
  it('counts days from now', () => {
    expect(Date.parse(expiresAt('7', '', NOW))).toBe(NOW + 7 * DAY_MS);
    expect(Date.parse(expiresAt('90', '', NOW))).toBe(NOW + 90 * DAY_MS);
  });

  it('lasts through the chosen local day', () => {
    const end = new Date(expiresAt('date', '2027-03-12', NOW));
    expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([12, 23, 59]);
  });

  it('never passes the longest validity, not even on its last day', () => {
    for (const end of [expiresAt('365', '', NOW), expiresAt('date', expiryBounds(NOW).max, NOW)]) {
      expect(Date.parse(end)).toBeLessThan(NOW + 365 * DAY_MS);
      expect(Date.parse(end)).toBeGreaterThan(NOW + 364 * DAY_MS);
    }
  });
});

describe('expiryProblem', () => {
  it('takes today and the last day', () => {
    expect(expiryProblem('date', expiryBounds(NOW).min, NOW)).toBeNull();
    expect(expiryProblem('date', expiryBounds(NOW).max, NOW)).toBeNull();
    expect(expiryProblem('30', '', NOW)).toBeNull();
  });

  it.each([
    ['', 'Choose a day'],
    ['soon', 'Choose a day'],
    ['2027-02-31x', 'Choose a day'],
    ['2027-03-09', 'Choose a day that is not over'],
    ['2028-03-10', 'At most one year ahead'],
  ])('refuses %p', (day, problem) => {
    expect(expiryProblem('date', day, NOW)).toBe(problem);
  });
});
