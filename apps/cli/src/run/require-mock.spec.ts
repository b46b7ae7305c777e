import type { Failure } from '../failure.js';
import { inheritedKeys, refuseLive } from './require-mock.js';

const standing = (slug: string, effectiveMode: 'mock' | 'live') => ({
  slug,
  modeInfo: { environment: 'production', effectiveMode, source: 'tenant_setting' } as const,
});
const failureOf = (work: () => unknown): Failure => {
  try {
    work();
  } catch (error) {
    return error as Failure;
  }
  throw new Error('it did not fail');
};

test('mocks alone pass', () => {
  refuseLive([standing('a', 'mock'), standing('b', 'mock')], false);
});

test('a live key is named with what decided, and the receipt is of what happened', () => {
  const standings = [standing('a', 'mock'), standing('b', 'live'), standing('c', 'live')];
  const { message, exitCode } = failureOf(() => refuseLive(standings, false));
  expect(exitCode).toBe(6);
  expect(message).toContain('b, c are live in production (tenant_setting): 0 live keys issued');
  expect(failureOf(() => refuseLive(standings, true)).message).toContain('2 live keys were issued');
});

test('a mode that nobody knows counts as live', () => {
  expect(() => refuseLive([standing('a', 'LIVE' as never)], false)).toThrow();
});

test('providers’ variables that were there before are found, but mocks and injected ones', () => {
  const variables = {
    OPENAI_API_KEY: 'sk-a',
    GROQ_API_KEY: 'gsk-mock-0123456789ab',
    ANTHROPIC_API_KEY: 'sk-b',
    HF_TOKEN: '',
    PATH: '/',
  };
  expect(inheritedKeys(variables, new Set(['OPENAI_API_KEY']))).toEqual(['ANTHROPIC_API_KEY']);
});

test('so are those under other names that clients read, and values that look like a provider’s', () => {
  const variables = {
    GOOGLE_API_KEY: 'a',
    ANTHROPIC_AUTH_TOKEN: 'b',
    VITE_OPENAI_API_KEY: 'c',
    MY_SECRET: `sk-proj-${'a'.repeat(48)}`,
    IBYOK_ACCESS_TOKEN: 'ibyok_x',
    OPENAI_API_KEY_ID: 'd',
    GOOGLE_MAPS_API_KEY: 'e',
  };
  expect(inheritedKeys(variables, new Set())).toEqual([
    'ANTHROPIC_AUTH_TOKEN',
    'GOOGLE_API_KEY',
    'MY_SECRET',
    'VITE_OPENAI_API_KEY',
  ]);
});
