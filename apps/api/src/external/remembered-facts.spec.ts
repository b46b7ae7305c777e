import { newAccessToken } from '../identifiers/access-token-format.js';
import type { FetchFacts, FetchQuestion, TokenFacts } from './fetch-facts.js';
import { RememberedFacts } from './remembered-facts.js';

const questionOf = (more: Partial<FetchQuestion> = {}): FetchQuestion => ({
  accessToken: newAccessToken(),
  keyReference: 'a',
  environment: 'staging',
  ...more,
});
/** Of a fetch that is answered, but for what is given of its token; its value has some bytes. */
const factsOf = (token: Partial<TokenFacts> = {}, sealedValue = Buffer.alloc(100)): FetchFacts =>
  ({
    token: { scopes: ['keys:read'], environments: ['staging'], keyIds: null, addressRanges: null, ...token },
    environment: 'staging',
    key: { id: 'key_1', sealed: { sealedValue } },
  }) as FetchFacts;

describe('what is remembered of fetches', () => {
  it('is what was read last, for the very same question', () => {
    const remembered = new RememberedFacts();
    const question = questionOf();
    const [former, latter] = [factsOf(), factsOf()];
    remembered.note(question, former);
    remembered.note(question, latter);
    expect(remembered.of({ ...question })).toBe(latter);
    expect(remembered.of({ ...question, accessToken: newAccessToken() })).toBeNull();
    expect(remembered.of({ ...question, keyReference: 'b' })).toBeNull();
    expect(remembered.of({ ...question, keyReference: null })).toBeNull();
    expect(remembered.of({ ...question, environment: 'production' })).toBeNull();
  });

  it.each([
    ['the token was found to count no more', null],
    ['no such key was found', { ...factsOf(), key: null }],
    ['the key is not one of the token’s', factsOf({ keyIds: ['key_2'] })],
    ['the token does not have the scope', factsOf({ scopes: ['usage:read'] })],
    ['the token is not bound to the environment', factsOf({ environments: ['production'] })],
  ])('is gone where %s', (_, found) => {
    const remembered = new RememberedFacts();
    const question = questionOf();
    remembered.note(question, factsOf());
    remembered.note(question, found);
    expect(remembered.of(question)).toBeNull();
  });

  it.each([
    ['6,700 questions', 6_700, factsOf()],
    ['890 questions of values that are as long as can be', 890, factsOf({}, Buffer.alloc(16_412))],
    ['1,590 of tokens bound to 100 keys', 1_590, factsOf({ keyIds: ['key_1', ...Array(99).fill('key_2')] })],
  ])('is of the last %s, and of no more than fit', (_, count, facts) => {
    const remembered = new RememberedFacts();
    const asked = questionOf();
    const { accessToken } = asked;
    const others = Array.from({ length: 2 * count }, (_, index) =>
      questionOf({ accessToken, keyReference: `k${index}` }),
    );
    remembered.note(asked, facts);
    for (const other of others) {
      remembered.note(other, facts);
      expect(remembered.of(asked)).toBe(facts);
    }
    const known = others.map((other) => remembered.of(other) !== null);
    const first = known.indexOf(true);
    expect(known.slice(first)).not.toContain(false);
    expect(known.length - first).toBeGreaterThanOrEqual(count);
    expect(known.length - first).toBeLessThan(1.1 * count);
  });

  it('is as much after many were forgotten as before', () => {
    const remembered = new RememberedFacts();
    const facts = factsOf({}, Buffer.alloc(16_412));
    const gone = questionOf();
    for (let count = 0; count < 2_000; count += 1) {
      remembered.note(gone, facts);
      remembered.note(gone, null);
    }
    const others = Array.from({ length: 800 }, (_, index) => questionOf({ keyReference: `k${index}` }));
    for (const other of others) remembered.note(other, facts);
    expect(others.filter((other) => remembered.of(other) === null)).toEqual([]);
  });
});
