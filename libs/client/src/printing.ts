import type { Key } from './answers.js';

/** The same key; where it is printed, as by `console.log`, its value is left out. */
export function printedWithoutValue(key: Key): Key {
  const shown = (): object => ({ ...key, value: '[secret]' });
  // Node and Bun print what they are given, Deno wants the text.
  Object.defineProperties(key, {
    [Symbol.for('nodejs.util.inspect.custom')]: { value: shown },
    [Symbol.for('Deno.customInspect')]: {
      value: (inspect: (object: object, options: object) => string, options: object) =>
        inspect(shown(), options),
    },
  });
  return key;
}
