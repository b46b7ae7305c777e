import { platformVariable } from './variables.js';

const globals = globalThis as { process?: unknown; Deno?: unknown };
const { process } = globals;

afterEach(() => {
  globals.process = process;
  delete globals.Deno;
});

test('a variable is read when it is asked for, not before', () => {
  globals.process = { env: { SOME: 'first' } };
  expect(platformVariable('SOME')).toBe('first');
  globals.process = { env: { SOME: 'second', EMPTY: '' } };
  expect(platformVariable('SOME')).toBe('second');
  expect(platformVariable('EMPTY')).toBeUndefined();
});

test('a platform without a process has no variables, and Deno asks for permission', () => {
  delete globals.process;
  expect(platformVariable('SOME')).toBeUndefined();
  globals.Deno = { env: { get: (name: string) => `of ${name}` } };
  expect(platformVariable('SOME')).toBe('of SOME');
  globals.Deno = {
    env: {
      get: () => {
        throw new Error('NotCapable');
      },
    },
  };
  expect(platformVariable('SOME')).toBeUndefined();
});
