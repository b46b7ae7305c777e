import { DESTINATIONS } from '../destinations.js';
import { press } from './press.js';

test('G and a letter go to a page', () => {
  const first = press('g', null, 1000);
  expect(first).toEqual({ shortcut: null, begunAt: 1000 });
  expect(press('t', first.begunAt, 1400)).toEqual({
    shortcut: { kind: 'go', href: '/tokens' },
    begunAt: null,
  });
  expect(press('g', 1000, 1100).shortcut).toEqual({ kind: 'go', href: '/guardrails' });
});

test('a letter alone, too late, or of no page goes nowhere', () => {
  expect(press('t', null, 1000).shortcut).toBeNull();
  expect(press('t', 1000, 2501)).toEqual({ shortcut: null, begunAt: null });
  expect(press('z', 1000, 1100)).toEqual({ shortcut: null, begunAt: null });
});

test.each([
  ['c', 'create'],
  ['/', 'search'],
  ['?', 'list'],
])('%s means %s, also after a G that came to nothing', (key, kind) => {
  expect(press(key, null, 0).shortcut).toEqual({ kind });
  expect(press(key, 0, 100).shortcut).toEqual({ kind });
});

test('every page has a letter of its own', () => {
  expect(new Set(DESTINATIONS.map(({ letter }) => letter)).size).toBe(DESTINATIONS.length);
});
