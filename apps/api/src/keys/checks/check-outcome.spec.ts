import fc from 'fast-check';
import { outcomeOf } from './check-outcome.js';

const PLAIN = {};
const WITH_WORDS = { refusal: { status: 400, words: 'API_KEY_INVALID' } };

describe('outcomeOf', () => {
  it.each([
    [200, 'accepted', null],
    [204, 'accepted', null],
    [401, 'rejected', null],
    [403, 'could_not_check', 'not_permitted'],
    [429, 'could_not_check', 'rate_limited'],
    [302, 'could_not_check', 'redirected'],
    [304, 'could_not_check', 'redirected'],
    [500, 'could_not_check', 'provider_error'],
    [503, 'could_not_check', 'provider_error'],
    [400, 'could_not_check', 'unexpected_answer'],
    [404, 'could_not_check', 'unexpected_answer'],
  ])('takes %i for %s', (status, provider, reason) =>
    expect(outcomeOf(PLAIN, status, false)).toEqual({ provider, reason, httpStatus: status }),
  );

  it('goes by the words where a provider’s status alone does not tell', () => {
    expect(outcomeOf(WITH_WORDS, 400, true).provider).toBe('rejected');
    expect(outcomeOf(WITH_WORDS, 400, false)).toMatchObject({ reason: 'unexpected_answer' });
    const permissions = { refusal: { status: 401, words: 'invalid_api_key' } };
    expect(outcomeOf(permissions, 401, false).provider).toBe('could_not_check');
    expect(outcomeOf(permissions, 401, true).provider).toBe('rejected');
  });

  it('calls no key accepted but for a 2xx, and gives a reason exactly where it could not tell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 599 }), fc.boolean(), (status, hasWords) => {
        for (const check of [PLAIN, WITH_WORDS]) {
          const { provider, reason } = outcomeOf(check, status, hasWords);
          expect(provider === 'accepted').toBe(status >= 200 && status < 300);
          expect(reason === null).toBe(provider !== 'could_not_check');
        }
      }),
    );
  });
});
