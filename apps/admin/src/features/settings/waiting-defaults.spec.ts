import type { Mode } from '@ibyok/mode-resolution';
import { type WaitingDefault, withoutFailed } from './waiting-defaults.js';

const staging = (mode: Mode, before: Mode): WaitingDefault => ({ environment: 'staging', mode, before });

test('what waits behind a failed change comes after what that one replaced', () => {
  const first = staging('live', 'mock');
  const waiting = [
    { environment: 'development', mode: 'live', before: 'live' } as const,
    staging('mock', 'live'),
    staging('live', 'mock'),
    staging('mock', 'live'),
  ];
  expect(withoutFailed(first, first.before, waiting)).toBe(false);
  expect(waiting.map(({ before }) => before)).toEqual(['live', 'mock', 'mock', 'live']);
});

test('where both of two fail, the page says what it said at first', () => {
  const [first, second] = [staging('live', 'mock'), staging('mock', 'live')];
  expect(withoutFailed(first, first.before, [second])).toBe(false);
  expect(withoutFailed(second, second.before, [])).toBe(true);
  expect(second.before).toBe('mock');
});

test('what somebody else made of the default in between stays what came before', () => {
  const second = staging('mock', 'mock');
  withoutFailed(staging('live', 'live'), 'live', [second]);
  expect(second.before).toBe('mock');
});
