import { pressingDate } from './date-facts.js';

const NOW = Date.parse('2027-03-10T12:00:00Z');
const DAY = 86_400_000;
const inDays = (days: number): string => new Date(NOW + days * DAY).toISOString();

describe('pressingDate', () => {
  it.each([
    [null, null, null],
    [15, null, null],
    [14, null, 'expires_soon'],
    [0.001, null, 'expires_soon'],
    [0, null, 'expired'],
    [-400, null, 'expired'],
    [null, 1, null],
    [null, 0, 'rotation_due'],
    [null, -3, 'rotation_due'],
    [5, -3, 'expires_soon'],
    [-1, -3, 'expired'],
    [60, -3, 'rotation_due'],
  ])('of an expiry in %p days and a rotation due in %p says %p', (expiry, due, kind) => {
    const dates = {
      expiresAt: expiry === null ? null : inDays(expiry),
      rotationDueAt: due === null ? null : inDays(due),
    };
    expect(pressingDate(dates, NOW)?.kind ?? null).toBe(kind);
  });
});
