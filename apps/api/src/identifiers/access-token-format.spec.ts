import fc from 'fast-check';
import { hashAccessToken, isWellFormedAccessToken, newAccessToken } from './access-token-format.js';

describe('an access token', () => {
  it('has the prefix, 30 random digits and 6 of checksum', () => {
    for (let count = 0; count < 200; count += 1) {
      const token = newAccessToken();
      expect(token).toMatch(/^ibyok_[0-9A-Za-z]{36}$/);
      expect(isWellFormedAccessToken(token)).toBe(true);
    }
  });

  it('is never the same twice', () => {
    expect(new Set(Array.from({ length: 1000 }, newAccessToken)).size).toBe(1000);
  });

  it('is not well formed with any one character changed', () => {
    const token = newAccessToken();
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'0Zaz_- é'), (position, character) => {
        fc.pre(token[position] !== character);
        const changed = token.slice(0, position) + character + token.slice(position + 1);
        expect(isWellFormedAccessToken(changed)).toBe(false);
      }),
    );
  });

  it.each(['', 'ibyok_', `${newAccessToken()} `, `x${newAccessToken()}`, newAccessToken().toUpperCase()])(
    'is not "%s"',
    (text) => expect(isWellFormedAccessToken(text)).toBe(false),
  );

  it('takes no text that is not its own', () => {
    fc.assert(fc.property(fc.string(), (text) => !isWellFormedAccessToken(text)));
  });

  it('is stored as a hash that does not hold it', () => {
    const token = newAccessToken();
    expect(hashAccessToken(token)).toHaveLength(32);
    expect(hashAccessToken(token).toString('latin1')).not.toContain(token.slice(6, 12));
  });
});
