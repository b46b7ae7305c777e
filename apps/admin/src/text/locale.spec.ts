import { countOf, plural } from './locale.js';

test('a number is written as people write it', () => {
  expect([countOf(0), countOf(1234), countOf(1234567)]).toEqual(['0', '1,234', '1,234,567']);
});

test('one thing has its own form, and every other number shares one', () => {
  const keys = (count: number) => plural(count, { one: 'key', other: 'keys' });
  expect([0, 1, 2, 11, 21].map(keys)).toEqual(['keys', 'key', 'keys', 'keys', 'keys']);
});

test('a form that is missing is stood in for', () => {
  expect(plural(1, { other: 'sheep' })).toBe('sheep');
});
