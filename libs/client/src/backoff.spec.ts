import fc from 'fast-check';
import { pauseBefore } from './backoff.js';

const chance = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const failures = fc.integer({ min: 1, max: 20 });

test('a pause is anything from nothing to twice as much as the one before, and at most 8 s', () => {
  fc.assert(
    fc.property(failures, chance, (failed, random) => {
      const widest = Math.min(8_000, 250 * 2 ** (failed - 1));
      const pause = pauseBefore(failed, undefined, random);
      return pause >= 0 && pause <= widest && Math.abs(pause - random * widest) <= 0.5;
    }),
  );
});

test('nobody comes back before the time that the server named, nor all at that time', () => {
  fc.assert(
    fc.property(failures, fc.integer({ min: 0, max: 3600 }), chance, (failed, seconds, random) => {
      const pause = pauseBefore(failed, seconds, random);
      return pause >= seconds * 1000 && pause <= seconds * 1000 + 8_000;
    }),
  );
  expect(pauseBefore(1, 1, 0.1)).not.toBe(pauseBefore(1, 1, 0.9));
});
