import fc from 'fast-check';
import { countInputTokens, countTokens, cutToTokens } from './tokens.js';

test('a cut text is the beginning of the text, within its tokens, and no half characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, tokens) => {
      const cut = cutToTokens(text, tokens);
      expect(text.startsWith(cut)).toBe(true);
      expect(countTokens(cut)).toBeLessThanOrEqual(tokens);
      expect(cut.isWellFormed()).toBe(true);
    }),
  );
});

test('pictures count, and nothing at all is one', () => {
  expect(countInputTokens([], 0)).toBe(1);
  expect(countInputTokens(['four'], 2)).toBe(171);
});
