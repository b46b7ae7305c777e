import { newAccessToken } from '../identifiers/access-token-format.js';
import type { FetchFacts, FetchQuestion, TokenFacts } from './fetch-facts.js';
import { RememberedFacts } from './remembered-facts.js';

const questionOf = (more: Partial<FetchQuestion> = {}): FetchQuestion => ({
  accessToken: newAccessToken(),
  keyReference: 'a',
  environment: 'staging',
  ...more,
});
/** Of a fetch that is answered, but for what is given of its token. */
const factsOf = (token: Partial<TokenFacts> = {}): FetchFacts =>
  ({
    token: { scopes: ['keys:read'], environments: ['staging'], keyIds: null, ...token },
    environment: 'staging',
    key: { id: 'key_1' },
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

  it('is of the 1,000 questions that were asked last', () => {
    const remembered = new RememberedFacts();
    const asked = questionOf();
    const { accessToken } = asked;
    const others = Array.from({ length: 1_000 }, (_, index) =>
      questionOf({ accessToken, keyReference: `k${index}` }),
    );
    remembered.note(asked, factsOf());
    for (const other of others.slice(0, -1)) remembered.note(other, factsOf());
    expect(remembered.of(asked)).not.toBeNull();
    for (const other of others.slice(-1)) remembered.note(other, factsOf());
    expect(others.map((other) => remembered.of(other)).filter((facts) => facts === null)).toHaveLength(1);
    expect(remembered.of(asked)).not.toBeNull();
  });
});
