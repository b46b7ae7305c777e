/** Milliseconds ahead of an expiry from which on it is worth saying everywhere. */
const SOON = 14 * 24 * 60 * 60 * 1000;

/** The dates of a key, RFC 3339. */
export interface KeyDates {
  readonly expiresAt: string | null;
  readonly rotationDueAt: string | null;
}

/** What is to be said of a key's dates, and when it was or will be so, in milliseconds since 1970. */
export interface DateFact {
  readonly kind: 'expired' | 'expires_soon' | 'rotation_due';
  readonly at: number;
}

/** The one thing about a key's dates that people should know now, or null. Takes now in milliseconds since 1970. */
export function pressingDate({ expiresAt, rotationDueAt }: KeyDates, now: number): DateFact | null {
  const expiry = expiresAt === null ? null : Date.parse(expiresAt);
  const due = rotationDueAt === null ? null : Date.parse(rotationDueAt);
  if (expiry !== null && expiry <= now) return { kind: 'expired', at: expiry };
  if (expiry !== null && expiry <= now + SOON) return { kind: 'expires_soon', at: expiry };
  return due !== null && due <= now ? { kind: 'rotation_due', at: due } : null;
}
