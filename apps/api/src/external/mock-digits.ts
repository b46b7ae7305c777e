import { createHash } from 'node:crypto';

/** A key's twelve mock digits: made from its id alone, so the same on every fetch and every replica. */
export function mockDigits(keyId: string): string {
  return createHash('sha256').update(`ibyok mock value ${keyId}`).digest('hex').slice(0, 12);
}
