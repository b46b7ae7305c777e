import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

/** RFC 4226, 4: at least 128 bits, 160 recommended. */
const SECRET_BYTES = 20;
/** RFC 6238, 5.2: what every authenticator app does unasked. */
const PERIOD = 30;
const FORM = { issuer: 'IBYOK', algorithm: 'SHA1', digits: 6, period: PERIOD } as const;
/** Steps before and after now: a clock half a minute off, and the time it takes to type. */
const WINDOW = 1;

/** A new secret for one-time codes, in base32 as people can type it. */
export function newTotpSecret(): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;
}

/** The address that an authenticator app reads from a QR code. Holds the secret. */
export function totpUri(secret: string, email: string): string {
  return new TOTP({ ...FORM, label: email, secret }).toString();
}

/**
 * The time step that a code is of; null where it is of none near the time, which is in seconds since 1970, or
 * of one that is not after the last that was used (RFC 6238, 5.2: accepted once).
 */
export function matchingStep(secret: string, code: string, seconds: number, lastStep: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ ...FORM, secret });
  const delta = totp.validate({ token: code, timestamp: seconds * 1000, window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(seconds / PERIOD) + delta;
  return step > lastStep ? step : null;
}
