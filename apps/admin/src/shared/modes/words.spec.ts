import { listed } from './words.js';

describe('listed', () => {
  it.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%p: %p', (words, sentence) => {
    expect(listed(words)).toBe(sentence);
  });
});
