import { FakePlatform, TOKEN } from './platform.fake.js';
import { destinationOf, type IbyokOptions, patienceOf } from './settings.js';

const platform = new FakePlatform();
const failureOf = (work: () => unknown): { code: string; message: string } => {
  try {
    work();
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('it did not fail');
};

test.each([
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://vault.test/', 'https://vault.test'],
  ['https://tools.test/ibyok//', 'https://tools.test/ibyok'],
])('the address %s is taken as %s', (api, expected) => {
  expect(destinationOf({ api }, platform)).toEqual({ api: expected, accessToken: TOKEN });
});

test.each([
  'localhost:3000',
  'vault.test',
  'ftp://vault.test',
  'https://user:pa55word@vault.test',
  'https://vault.test/?a=b',
  'https://vault.test/#a',
  'https://vault.test/?',
  'https://vault.test/#',
])('the address %s is refused and not repeated', (api) => {
  const { code, message } = failureOf(() => destinationOf({ api }, platform));
  expect(code).toBe('api_invalid');
  expect(message).not.toContain('pa55word');
});

test('what is missing is named', () => {
  const bare = { variable: () => undefined };
  expect(failureOf(() => destinationOf({}, bare))).toMatchObject({
    code: 'api_missing',
    message: expect.stringMatching(/^IBYOK_API /),
  });
  expect(failureOf(() => destinationOf({ api: 'http://localhost' }, bare))).toMatchObject({
    code: 'access_token_missing',
    message: expect.stringMatching(/^IBYOK_ACCESS_TOKEN /),
  });
});

test.each([`${TOKEN}\n`, ` ${TOKEN}`, `${TOKEN} x`, `${TOKEN}ü`, `${TOKEN}\0`])(
  'a token with other characters is not sent: %j',
  (accessToken) => {
    const { code, message } = failureOf(() =>
      destinationOf({ api: 'http://localhost', accessToken }, platform),
    );
    expect(code).toBe('access_token_invalid');
    expect(message).not.toContain(TOKEN);
  },
);

const cache = { store: new Map(), maxAge: 1000, passphrase: 'sixteen letters.' };
test.each<[string, IbyokOptions]>([
  ['timeout', { timeout: 0 }],
  ['timeout', { timeout: Number.NaN }],
  ['retries', { retries: -1 }],
  ['retries', { retries: 1.5 }],
  ['totalTimeout', { totalTimeout: Number.POSITIVE_INFINITY }],
  ['cache.maxAge', { cache: { ...cache, maxAge: 8 * 86_400_000 } }],
  ['cache.maxAge', { cache: { ...cache, maxAge: 0 } }],
  ['cache has to have', { cache: { store: new Map(), maxAge: 1000 } }],
  ['cache has to have', { cache: { ...cache, key: new Uint8Array(32) } }],
  ['cache.key', { cache: { store: new Map(), maxAge: 1000, key: new Uint8Array(16) } }],
  ['cache.passphrase', { cache: { ...cache, passphrase: 'short' } }],
  ['cache.store', { cache: { ...cache, store: {} as never } }],
])('%s is refused at once where it is wrong', (name, options) => {
  const { code, message } = failureOf(() => patienceOf(options));
  expect(code).toBe('option_invalid');
  expect(message).toContain(name);
  expect(message).not.toContain('short');
});
