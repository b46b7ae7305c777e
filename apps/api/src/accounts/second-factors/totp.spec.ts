import fc from 'fast-check';
import { Secret, TOTP } from 'otpauth';
import { matchingStep, newTotpSecret, totpUri } from './totp.js';

/** RFC 6238, appendix B, SHA-1: eight digits there, of which the last six are ours. */
const RFC_SECRET = Secret.fromUTF8('12345678901234567890').base32;
const RFC_CODES: readonly (readonly [number, string])[] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
];

describe('matchingStep', () => {
  it.each(RFC_CODES)('takes the code of RFC 6238 at %i s', (seconds, code) => {
    expect(matchingStep(RFC_SECRET, code.slice(-6), seconds, 0)).toBe(Math.floor(seconds / 30));
  });

  it('takes a code one step early or late, and none two steps off', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 4_000_000_000 }),
        fc.integer({ min: -4, max: 4 }),
        (seconds, off) => {
          const code = codeAt(seconds + off * 30);
          const step = matchingStep(RFC_SECRET, code, seconds, 0);
          if (Math.abs(off) <= 1) expect(step).toBe(Math.floor(seconds / 30) + off);
          else if (![-1, 0, 1].some((near) => codeAt(seconds + near * 30) === code)) expect(step).toBeNull();
        },
      ),
    );
  });

  it('takes no code of the last used step, nor of one before it', () => {
    const now = 1_800_000_000;
    const step = now / 30;
    const code = codeAt(now);
    expect(matchingStep(RFC_SECRET, code, now, step - 1)).toBe(step);
    expect(matchingStep(RFC_SECRET, code, now, step)).toBeNull();
    expect(matchingStep(RFC_SECRET, codeAt(now - 30), now, step)).toBeNull();
  });

  it.each(['', '12345', '1234567', 'abcdef', '００００００'])('takes no %j', (code) => {
    expect(matchingStep(RFC_SECRET, code, 59, 0)).toBeNull();
  });
});

test('a secret has 160 bits, and its address names server and account', () => {
  const secret = newTotpSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(secret);
  const uri = new URL(totpUri(secret, 'ada+x@example.com'));
  expect(uri.protocol).toBe('otpauth:');
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({
    secret,
    issuer: 'IBYOK',
    digits: '6',
    period: '30',
  });
  expect(decodeURIComponent(uri.pathname)).toContain('IBYOK:ada+x@example.com');
});

function codeAt(seconds: number): string {
  return new TOTP({ secret: RFC_SECRET }).generate({ timestamp: seconds * 1000 });
}
