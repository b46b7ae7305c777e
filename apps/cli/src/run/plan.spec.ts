import type { ReadableKey } from '@ibyok/client';
import { PROVIDERS } from '@ibyok/providers';
import { addressFor, addressVariableOf, planRun, type Wishes } from './plan.js';
import { wishesOf } from './wishes.js';

const keyOf = (slug: string, llmType = slug): ReadableKey => ({
  keyId: `key_${slug}`,
  ...{ slug, name: slug, llmType },
  modeInfo: { environment: 'development', effectiveMode: 'mock', source: 'tenant_setting' },
});
const all: Wishes = { only: null, map: new Map() };
const variablesOf = (keys: readonly ReadableKey[], wishes = all) =>
  planRun(keys, wishes).map(({ key, variable, addressVariable }) => [key.slug, variable, addressVariable]);
const failureOf = (work: () => unknown): { code: string; message: string; exitCode: number } => {
  try {
    work();
  } catch (error) {
    return error as { code: string; message: string; exitCode: number };
  }
  throw new Error('it did not fail');
};

test('each key becomes what its provider’s own client reads', () => {
  expect(
    variablesOf(['openai', 'anthropic', 'google', 'groq', 'huggingface'].map((slug) => keyOf(slug))),
  ).toEqual([
    ['openai', 'OPENAI_API_KEY', 'OPENAI_BASE_URL'],
    ['anthropic', 'ANTHROPIC_API_KEY', 'ANTHROPIC_BASE_URL'],
    ['google', 'GEMINI_API_KEY', 'GOOGLE_GEMINI_BASE_URL'],
    ['groq', 'GROQ_API_KEY', 'GROQ_BASE_URL'],
    ['huggingface', 'HF_TOKEN', 'HF_BASE_URL'],
  ]);
});

test('where no provider is known, the slug names the variable', () => {
  expect(variablesOf([keyOf('my-model', 'custom'), keyOf('2nd', 'unheard-of')])).toEqual([
    ['my-model', 'MY_MODEL_API_KEY', 'MY_MODEL_BASE_URL'],
    ['2nd', '_2ND_API_KEY', '_2ND_BASE_URL'],
  ]);
});

test('a key of every provider at once is no conflict', () => {
  const keys = PROVIDERS.map(({ llmType }) => keyOf(llmType));
  const names = planRun(keys, all).flatMap(({ variable, addressVariable }) => [variable, addressVariable]);
  expect(new Set(names).size).toBe(2 * keys.length);
  for (const name of names) expect(name).toMatch(/^[A-Z_][A-Z0-9_]*$/);
});

test('two keys for one variable are named, with how to choose', () => {
  const keys = [keyOf('openai'), keyOf('billing', 'openai')];
  const { code, message, exitCode } = failureOf(() => planRun(keys, all));
  expect([code, exitCode]).toEqual(['variable_conflict', 2]);
  expect(message).toBe(
    'openai and billing are both for OPENAI_API_KEY: choose one with --only openai, or give one another variable with --map billing=MY_API_KEY.',
  );
  expect(variablesOf(keys, wishesOf(['billing'], undefined))).toEqual([
    ['billing', 'OPENAI_API_KEY', 'OPENAI_BASE_URL'],
  ]);
  expect(variablesOf(keys, wishesOf(undefined, ['key_billing=BILLING_KEY']))).toEqual([
    ['openai', 'OPENAI_API_KEY', 'OPENAI_BASE_URL'],
    ['billing', 'BILLING_KEY', 'BILLING_BASE_URL'],
  ]);
  // Two variables, but one address.
  expect(failureOf(() => planRun(keys, wishesOf(undefined, ['billing=OPENAI_KEY']))).message).toContain(
    'OPENAI_BASE_URL',
  );
});

test.each([
  [['nowhere'], undefined, 'key_not_found', 5],
  [undefined, ['nowhere=X'], 'key_not_found', 5],
  [['openai'], ['groq=X'], 'map_without_key', 2],
  [undefined, ['openai=X', 'key_openai=Y'], 'map_twice', 2],
  [undefined, ['openai'], 'map_invalid', 2],
  [undefined, ['openai=1X'], 'map_invalid', 2],
  [undefined, ['openai=A=B'], 'map_invalid', 2],
  [undefined, ['openai=IBYOK_ACCESS_TOKEN'], 'map_invalid', 2],
  [['sk-mock-openai-0123456789ab'], undefined, 'secret_as_argument', 2],
])('--only %j --map %j is refused', (only, map, code, exitCode) => {
  expect(failureOf(() => planRun([keyOf('openai'), keyOf('groq')], wishesOf(only, map)))).toMatchObject({
    code,
    exitCode,
  });
});

test('several keys and variables may stand in one option, or in several', () => {
  const keys = ['openai', 'groq', 'google'].map((slug) => keyOf(slug));
  expect(
    variablesOf(keys, wishesOf(['openai, groq'], ['openai=A_KEY,groq=B_KEY'])).map(
      ([, variable]) => variable,
    ),
  ).toEqual(['A_KEY', 'B_KEY']);
  expect(variablesOf(keys, wishesOf(['openai', 'google'], undefined)).map(([slug]) => slug)).toEqual([
    'openai',
    'google',
  ]);
});

test('an address leaves out what its provider’s own client adds, and nothing else', () => {
  const [groq, mapped, cerebras, openai] = planRun(
    [keyOf('groq'), keyOf('other', 'groq'), keyOf('cerebras'), keyOf('openai')],
    wishesOf(undefined, ['other=MY_KEY']),
  );
  if (!groq || !mapped || !cerebras || !openai) throw new Error('four were expected');
  expect(addressFor(groq, 'https://api.groq.com/openai/v1')).toBe('https://api.groq.com');
  expect(addressFor(groq, 'http://localhost:3000/mock/groq/openai/v1')).toBe(
    'http://localhost:3000/mock/groq',
  );
  expect(addressFor(groq, 'https://elsewhere.test')).toBe('https://elsewhere.test');
  expect(addressFor(mapped, 'https://api.groq.com/openai/v1')).toBe('https://api.groq.com/openai/v1');
  expect(addressFor(cerebras, 'https://api.cerebras.ai/v1')).toBe('https://api.cerebras.ai');
  expect(addressFor(openai, 'https://api.openai.com/v1')).toBe('https://api.openai.com/v1');
});

test('a variable without a word for keys keeps its whole name', () => {
  expect(addressVariableOf('MY_VAR')).toBe('MY_VAR_BASE_URL');
});
