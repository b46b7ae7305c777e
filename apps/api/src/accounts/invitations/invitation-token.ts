import { createHash, randomBytes } from 'node:crypto';

/** A new token that lets whoever holds it join: 256 random bits, base64url. */
export function newInvitationToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of it. A fast hash is enough for 256 random bits. */
export function hashInvitationToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
