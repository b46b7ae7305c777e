import { parseEnvironment, REQUEST_ENVIRONMENT_WORDS } from './index.js';

describe('parseEnvironment', () => {
  it.each([
    ['dev', 'development'],
    ['development', 'development'],
    ['test', 'development'],
    ['stage', 'staging'],
    ['staging', 'staging'],
    ['prod', 'production'],
    ['production', 'production'],
  ])('reads %s as %s', (word, environment) => expect(parseEnvironment(word)).toBe(environment));

  it.each(['', 'Production', ' prod', 'prod ', 'live', 'constructor', '__proto__'])(
    'reads "%s" as none',
    (word) => expect(parseEnvironment(word)).toBeNull(),
  );

  it('offers requests every word but test', () => {
    expect([...REQUEST_ENVIRONMENT_WORDS].sort()).toEqual([
      'dev',
      'development',
      'prod',
      'production',
      'stage',
      'staging',
    ]);
  });
});
