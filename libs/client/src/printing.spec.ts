import type { Key } from './answers.js';
import { keyBody } from './platform.fake.js';
import { printedWithoutValue } from './printing.js';

const key = () => printedWithoutValue(keyBody('live', 'sk-live-value') as Key);
const shown = { ...keyBody('live'), value: '[secret]' };

/** What consoles ask for; that they do is shown in each runtime. */
const askedAs = (name: string) =>
  (key() as unknown as Record<symbol, (...given: unknown[]) => unknown>)[Symbol.for(name)];

test('a key that is printed shows all but its value', () => {
  expect(askedAs('nodejs.util.inspect.custom')?.()).toEqual(shown);
  expect(askedAs('Deno.customInspect')?.(JSON.stringify, undefined)).toBe(JSON.stringify(shown));
});

test('all else takes it as the answer that it is', () => {
  expect(key()).toStrictEqual(keyBody('live', 'sk-live-value'));
  expect(JSON.parse(JSON.stringify(key()))).toEqual(keyBody('live', 'sk-live-value'));
  expect({ ...key() }).toEqual(keyBody('live', 'sk-live-value'));
});
