import { relativeTime, timeSince } from './relative-time.js';

const NOW = Date.parse('2027-03-10T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.4375 * DAY;

describe('relativeTime', () => {
  it.each([
    [59 * SECOND, 'in a moment', 'just now'],
    [60 * SECOND, 'in 1 min.', '1 min. ago'],
    [89 * SECOND, 'in 1 min.', '1 min. ago'],
    [59 * MINUTE, 'in 59 min.', '59 min. ago'],
    [59.9 * MINUTE, 'in 1 hr.', '1 hr. ago'],
    [HOUR, 'in 1 hr.', '1 hr. ago'],
    [23.4 * HOUR, 'in 23 hr.', '23 hr. ago'],
    [23.5 * HOUR, 'in 1 day', '1 day ago'],
    [25 * HOUR, 'in 1 day', '1 day ago'],
    [7 * DAY, 'in 7 days', '7 days ago'],
    [29 * DAY, 'in 29 days', '29 days ago'],
    [30 * DAY, 'in 30 days', '30 days ago'],
    [31 * DAY, 'in 31 days', '31 days ago'],
    [59 * DAY, 'in 59 days', '59 days ago'],
    [60 * DAY, 'in 60 days', '60 days ago'],
    [89 * DAY, 'in 89 days', '89 days ago'],
    [90 * DAY, 'in 90 days', '90 days ago'],
    [91 * DAY, 'in 3 mo.', '3 mo. ago'],
    [3.6 * MONTH, 'in 4 mo.', '4 mo. ago'],
    [11.4 * MONTH, 'in 11 mo.', '11 mo. ago'],
    [11.5 * MONTH, 'in 1 yr.', '1 yr. ago'],
    [365 * DAY, 'in 1 yr.', '1 yr. ago'],
    [800 * DAY, 'in 2 yr.', '2 yr. ago'],
  ])('%p ms away: %p and %p', (distance, ahead, past) => {
    expect(relativeTime(NOW + distance, NOW)).toBe(ahead);
    expect(relativeTime(NOW - distance, NOW)).toBe(past);
  });

  it('says of the present moment that it is now', () => {
    expect(relativeTime(NOW, NOW)).toBe('just now');
  });

  it.each([
    [7, 'in 7 days'],
    [30, 'in 30 days'],
    [90, 'in 90 days'],
    [365, 'in 1 yr.'],
  ])('still counts %p days a while after a token was made', (days, words) => {
    expect(relativeTime(NOW + days * DAY, NOW + 5 * MINUTE)).toBe(words);
  });
});

describe('timeSince', () => {
  it('says that what came after the present was last renewed is now', () => {
    expect(timeSince(NOW + 20 * SECOND, NOW)).toBe('just now');
  });

  it('says of the past what relativeTime does', () => {
    expect(timeSince(NOW - 5 * MINUTE, NOW)).toBe('5 min. ago');
  });
});
