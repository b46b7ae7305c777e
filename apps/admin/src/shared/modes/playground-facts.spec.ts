import { INITIAL_DEFAULTS, NO_GUARDRAILS } from '@ibyok/mode-resolution';
import { defaultParseSearch, defaultStringifySearch } from '@tanstack/react-router';
import fc from 'fast-check';
import {
  type PlaygroundFacts,
  playgroundFacts,
  playgroundSearch,
  readPlaygroundSearch,
} from './playground-facts.js';

const MODE = fc.constantFrom('mock' as const, 'live' as const);
const anyFacts: fc.Arbitrary<PlaygroundFacts> = fc.record({
  environment: fc.constantFrom('development' as const, 'staging' as const, 'production' as const),
  override: fc.constantFrom('inherit' as const, 'mock' as const, 'live' as const),
  environmentDefault: MODE,
  forced: fc.option(MODE),
  mockAllowed: fc.boolean(),
});
const guardrail = fc.record({ forced: fc.option(MODE), mockAllowed: fc.boolean() });
const anyRules = fc.record({
  guardrails: fc.record({ development: guardrail, staging: guardrail, production: guardrail }),
  defaults: fc.record({ development: MODE, staging: MODE, production: MODE }),
});
const PLAIN = { guardrails: NO_GUARDRAILS, defaults: INITIAL_DEFAULTS };

const WORDS: Readonly<Record<string, readonly string[]>> = {
  env: ['development', 'dev', 'test', 'staging', 'stage', 'production', 'prod'],
  override: ['inherit', 'mock', 'live'],
  default: ['mock', 'live'],
  forced: ['none', 'mock', 'live'],
  mocks: ['allowed', 'forbidden'],
};

describe('a link', () => {
  it('holds any facts, whatever the server that opens it has', () => {
    fc.assert(
      fc.property(anyFacts, anyRules, (facts, rules) => {
        const link = defaultStringifySearch(playgroundSearch(facts));
        expect(playgroundFacts(readPlaygroundSearch(defaultParseSearch(link)), rules)).toEqual(facts);
      }),
    );
  });

  it('can be read', () => {
    const facts = playgroundFacts({ env: 'production', forced: 'live' }, PLAIN);
    expect(defaultStringifySearch(playgroundSearch(facts))).toBe(
      '?env=production&override=inherit&default=live&forced=live&mocks=allowed',
    );
  });
});

describe('readPlaygroundSearch', () => {
  it('takes the words of ?env= for the environment', () => {
    expect(readPlaygroundSearch({ env: 'prod' })).toEqual({ env: 'production' });
  });

  it('takes junk for nothing', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.constantFrom(...Object.keys(WORDS)), fc.string()),
          fc.oneof(fc.string(), fc.constantFrom(...Object.values(WORDS).flat()), fc.jsonValue()),
        ),
        (parameters) => {
          const known = Object.entries(parameters).some(
            ([name, value]) => Object.hasOwn(WORDS, name) && WORDS[name]?.includes(value as string),
          );
          fc.pre(!known);
          expect(readPlaygroundSearch(parameters)).toEqual({});
        },
      ),
    );
  });

  it('keeps what it knows beside junk', () => {
    const parameters = { env: ['production'], override: 'live', default: true, forced: null, mocks: 'no' };
    expect(readPlaygroundSearch(parameters)).toEqual({ override: 'live' });
  });
});

describe('playgroundFacts', () => {
  it('fills in what this server and workspace have', () => {
    const guardrails = {
      ...NO_GUARDRAILS,
      staging: { forced: 'live' as const, mockAllowed: true },
      production: { forced: null, mockAllowed: false },
    };
    const rules = { guardrails, defaults: INITIAL_DEFAULTS };
    expect(playgroundFacts({}, rules)).toEqual({
      environment: 'development',
      override: 'inherit',
      environmentDefault: 'mock',
      forced: null,
      mockAllowed: false,
    });
    expect(playgroundFacts({ env: 'staging' }, rules).forced).toBe('live');
    expect(playgroundFacts({ env: 'staging', forced: 'none' }, rules).forced).toBeNull();
    expect(playgroundFacts({ env: 'production', mocks: 'allowed' }, rules)).toMatchObject({
      environmentDefault: 'live',
      mockAllowed: true,
    });
  });
});
