import { parseEnvironment, ENVIRONMENT_WORDS as SERVERS_WORDS } from '@ibyok/mode-resolution';
import fc from 'fast-check';
import { chooseEnvironment, ENVIRONMENT_WORDS } from './environment.js';

const choose = (option: string | undefined, variables: Record<string, string> = {}) =>
  chooseEnvironment(option, (name) => variables[name] || undefined);

test('the option counts before IBYOK_ENV, that before NODE_ENV, and then the server', () => {
  const variables = { IBYOK_ENV: 'staging', NODE_ENV: 'production' };
  expect(choose('development', variables)).toEqual({ environment: 'development', decidedBy: 'option' });
  expect(choose(undefined, variables)).toEqual({ environment: 'staging', decidedBy: 'IBYOK_ENV' });
  expect(choose(undefined, { NODE_ENV: 'prod' })).toEqual({
    environment: 'production',
    decidedBy: 'NODE_ENV',
  });
  expect(choose(undefined)).toEqual({ environment: null, decidedBy: 'server' });
});

test('there are the words that the server has, and no others', () => {
  expect([...ENVIRONMENT_WORDS].sort()).toEqual([...SERVERS_WORDS].sort());
});

test('words are read as the server reads its own NODE_ENV', () => {
  const known = fc.constantFrom(...SERVERS_WORDS, ...ENVIRONMENT_WORDS);
  const words = fc.oneof(
    { weight: 3, arbitrary: known },
    fc.string(),
    known.map((word) => word.toUpperCase()),
    fc
      .tuple(fc.constantFrom(' ', '\n', ''), known, fc.constantFrom(' ', '\r', 's'))
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(words, (word) => {
      const environment = parseEnvironment(word);
      expect(choose(undefined, { NODE_ENV: word }).environment).toBe(environment);
      if (word === '') return;
      const own = () => choose(undefined, { IBYOK_ENV: word }).environment;
      if (environment) expect(own()).toBe(environment);
      else expect(own).toThrow(expect.objectContaining({ code: 'environment_invalid' }));
    }),
  );
});

test('an odd NODE_ENV leaves it to the server; an odd IBYOK_ENV is an error that names it and does not repeat it', () => {
  expect(choose(undefined, { NODE_ENV: 'ci' })).toEqual({ environment: null, decidedBy: 'server' });
  expect(() => choose(undefined, { IBYOK_ENV: 'prodd', NODE_ENV: 'production' })).toThrow(
    /^IBYOK_ENV is not an environment/,
  );
  expect(() => choose('prodd')).toThrow(/^environment is not/);
  expect(() => choose('')).toThrow(/^environment is not/);
});

test('an empty IBYOK_ENV is as one that is not set', () => {
  expect(choose(undefined, { IBYOK_ENV: '', NODE_ENV: 'staging' }).decidedBy).toBe('NODE_ENV');
});
