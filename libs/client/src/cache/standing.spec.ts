import type { Mode } from '../answers.js';
import { keyBody } from '../platform.fake.js';
import { isFresh, type KeptAnswer, mayStandFor } from './standing.js';

const kept = (mode: Mode, at: number) => ({ at, key: keyBody(mode) }) as KeptAnswer;

test('without anything known, what was kept stands', () => {
  expect(mayStandFor(kept('live', 5), undefined)).toBe(true);
});

test('what is older than the last thing known does not', () => {
  for (const mode of ['live', 'mock'] as const) {
    expect(mayStandFor(kept(mode, 4), { order: 1, at: 5, mode })).toBe(false);
    expect(mayStandFor(kept(mode, 5), { order: 1, at: 5, mode })).toBe(true);
  }
});

test('a live answer does not stand for a mock, even one that another process kept later', () => {
  expect(mayStandFor(kept('live', 9), { order: 1, at: 5, mode: 'mock' })).toBe(false);
  expect(mayStandFor(kept('mock', 9), { order: 1, at: 5, mode: 'live' })).toBe(true);
});

test('nothing stands for what was refused', () => {
  expect(mayStandFor(kept('mock', 9), { order: 1, at: 5, mode: null })).toBe(false);
});

test('an answer is fresh up to its age, and not before its time', () => {
  expect([0, 10, 11, -1].map((age) => isFresh(kept('live', 100), 10, 100 + age))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
