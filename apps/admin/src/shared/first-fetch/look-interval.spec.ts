import { lookInterval } from './look-interval.js';

const MINUTE = 60_000;
const after = (minutes: number, unanswered = 0) => lookInterval(minutes * MINUTE, unanswered);

test('is quick for three minutes, then ever slower down to every ten seconds', () => {
  expect([0, 1, 3].map((minutes) => after(minutes))).toEqual([750, 750, 750]);
  expect([3.5, 4.5, 5.5, 6.5].map((minutes) => after(minutes))).toEqual([1_500, 3_000, 6_000, 10_000]);
  expect(after(24 * 60)).toBe(10_000);
});

test('slows down the longer the server does not answer, and is quick again once it does', () => {
  expect([100, 800, 1_600, 9_000, 3_600_000].map((unanswered) => after(1, unanswered))).toEqual([
    750, 800, 1_600, 9_000, 10_000,
  ]);
  expect(after(1)).toBe(750);
});

test('looks again soon where the very first look fails', () => {
  expect(lookInterval(200, Date.now())).toBe(750);
  expect(lookInterval(4_000, Date.now())).toBe(4_000);
});

test('the slower of the two counts', () => {
  expect(after(4.5, 800)).toBe(3_000);
  expect(after(3.5, 5_000)).toBe(5_000);
});

test('a clock that was put back does not hurry it', () => {
  expect(after(-60, -5_000)).toBe(750);
});
