import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** A key-encryption key and the name that rows know it by. */
export interface MasterKey {
  readonly id: string;
  readonly key: KeyObject;
}

/**
 * Names a master key by a one-way fingerprint (HMAC-SHA-256, 64 bits): the same on every replica,
 * and nothing about the key can be computed from it.
 */
export function masterKeyFrom(bytes: Buffer): MasterKey {
  const fingerprint = createHmac('sha256', bytes).update('ibyok master key id').digest('hex').slice(0, 16);
  return { id: `mk_${fingerprint}`, key: createSecretKey(bytes) };
}
