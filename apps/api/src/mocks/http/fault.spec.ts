import { FAULT_WORDS, faultOf, faultRefusal } from './fault.js';
import { MockRefusal } from './mock-refusal.js';

test('a header names a fault, and comes before the model', () => {
  expect(faultOf('429', 'mock-500')).toEqual({ kind: 'status', status: 429 });
  expect(faultOf('slow-20000', 'x')).toEqual({ kind: 'slow', milliseconds: 20_000 });
  for (const word of FAULT_WORDS) expect(faultOf(word, 'x')).not.toBeNull();
});

test.each(['418', 'slow-20001', 'slow-', 'CUT', '', ' 429'])('a header of %j is refused', (header) => {
  expect(() => faultOf(header, 'x')).toThrow(MockRefusal);
});

test('a header twice is refused', () => {
  expect(() => faultOf(['429', '500'], 'x')).toThrow(MockRefusal);
});

test.each([
  ['mock-401', { kind: 'status', status: 401 }],
  ['gpt-5-mock-529', { kind: 'status', status: 529 }],
  ['openai/mock-cut', { kind: 'cut' }],
  ['mock-slow-100', { kind: 'slow', milliseconds: 100 }],
  ['mock-invalid-json', { kind: 'invalid-json' }],
  ['gpt-5', null],
  ['mock', null],
  ['hammock-500', null],
  ['mock-418', null],
])('a model called %s asks for %j', (model, expected) => {
  expect(faultOf(undefined, model)).toEqual(expected);
});

test('only what is worth a second try says when', () => {
  expect(faultRefusal(429).retryAfter).toBe(1);
  expect(faultRefusal(401).retryAfter).toBeNull();
});
