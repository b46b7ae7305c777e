import { Problem } from '../http/problem.js';
import { expiryOf } from './expiry.js';

const NOW = new Date('2026-03-01T12:00:00Z');

function messageOf(asked: string): string | undefined {
  try {
    expiryOf(asked, NOW);
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.errors[0]?.message : String(error);
  }
}

describe('expiryOf', () => {
  it('is 90 days ahead where none is asked for', () => {
    expect(expiryOf(undefined, NOW).toISOString()).toBe('2026-05-30T12:00:00.000Z');
  });

  it('is what was asked for, up to a year ahead', () => {
    expect(expiryOf('2027-03-01T12:00:00Z', NOW).toISOString()).toBe('2027-03-01T12:00:00.000Z');
  });

  it.each([
    ['2026-03-01T12:00:00Z', 'must be in the future'],
    ['2020-01-01', 'must be in the future'],
    ['2027-03-01T12:02:00Z', 'must be at most a year ahead'],
    ['2027-03-02', 'must be at most a year ahead'],
    ['2026-06-31', 'is not a time that exists'],
  ])('refuses %s: %s', (asked, message) => expect(messageOf(asked)).toBe(message));
});
