import fc from 'fast-check';
import { changedTime, rotationDueAt } from './key-dates.js';

const DAY = 24 * 60 * 60 * 1000;
const stored = new Date('2026-03-01T10:00:00Z');

describe('rotationDueAt', () => {
  it('counts days of 24 hours from when the version was stored', () =>
    expect(rotationDueAt(stored, 30)?.toISOString()).toBe('2026-03-31T10:00:00.000Z'));

  it('is null without a reminder', () => expect(rotationDueAt(stored, null)).toBeNull());

  it('is always after the version was stored, and the later the rarer it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 729 }), (days) => {
        const due = rotationDueAt(stored, days)?.getTime() ?? 0;
        expect(due - stored.getTime()).toBe(days * DAY);
        expect(rotationDueAt(stored, days + 1)?.getTime()).toBeGreaterThan(due);
      }),
    );
  });
});

describe('changedTime', () => {
  it('leaves a time that nothing is said of', () => expect(changedTime(undefined, stored)).toBe(stored));
  it('clears it for null', () => expect(changedTime(null, stored)).toBeNull());
  it('takes a time, or a day as its beginning in UTC', () => {
    expect(changedTime('2027-01-31T12:00:00+01:00', null)).toEqual(new Date('2027-01-31T11:00:00Z'));
    expect(changedTime('2027-01-31', stored)).toEqual(new Date('2027-01-31T00:00:00Z'));
  });
});
