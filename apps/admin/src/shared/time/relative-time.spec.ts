import { relativeTime } from './relative-time.js';

const NOW = Date.parse('2027-03-10T12:00:00Z');
const SECOND = 1000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

describe('relativeTime', () => {
  it.each([
    [0, 'just now'],
    [-59 * SECOND, 'just now'],
    [-60 * SECOND, '1 min. ago'],
    [-59.9 * 60 * SECOND, '59 min. ago'],
    [-HOUR, '1 hr. ago'],
    [-25 * HOUR, '1 day ago'],
    [-40 * DAY, '1 mo. ago'],
    [-800 * DAY, '2 yr. ago'],
    [30 * SECOND, 'in a moment'],
    [7 * DAY, 'in 7 days'],
  ])('%p ms from now: %p', (offset, words) => {
    expect(relativeTime(NOW + offset, NOW)).toBe(words);
  });
});
