import fc from 'fast-check';
import { retryAfterSeconds } from './retry-after.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');

test('whole seconds are taken as they are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e9 }),
      (seconds) => retryAfterSeconds(`${seconds}`, NOW) === seconds,
    ),
  );
});

test('an HTTP date is as far away as it is, and never behind', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e6, max: 1e6 }), (seconds) => {
      const header = new Date(NOW + seconds * 1000).toUTCString();
      expect(retryAfterSeconds(header, NOW)).toBe(Math.max(0, seconds));
    }),
  );
});

test('part of a second is waited for as a whole one', () => {
  expect(retryAfterSeconds(new Date(NOW + 2000).toUTCString(), NOW + 1)).toBe(2);
});

test.each([
  null,
  '',
  'soon',
  '-1',
  '1.5',
  '1e3',
  '2026-03-01',
  '99999999999',
  'Sun, 99 Nov 1994 08:49:37 GMT',
])('%p says nothing', (header) => expect(retryAfterSeconds(header, NOW)).toBeUndefined());

test('any text gives undefined or a number that is not negative', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const seconds = retryAfterSeconds(header, NOW);
      return seconds === undefined || seconds >= 0;
    }),
  );
});
