import fc from 'fast-check';
import { embed } from './embed.js';

const dot = (one: Float32Array, other: Float32Array): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);

test('every text has a vector of length one, the same each time', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 512 }), (text, dimensions) => {
      const vector = embed(text, dimensions);
      expect(vector).toHaveLength(dimensions);
      expect(vector).toEqual(embed(text, dimensions));
      // So few dimensions can cancel out: then there is no direction.
      if (dimensions > 64) expect(dot(vector, vector)).toBeCloseTo(1, 4);
    }),
  );
});

test('texts that share words are nearer than those that do not, and another order is another text', () => {
  const vector = embed('the cat sat on the mat', 1536);
  expect(dot(vector, embed('the cat sat on a mat', 1536))).toBeGreaterThan(0.7);
  expect(dot(vector, embed('quarterly earnings fell sharply', 1536))).toBeLessThan(0.2);
  expect(embed('man bites dog', 64)).not.toEqual(embed('dog bites man', 64));
});
