import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** NIST SP 800-38D, 8.2: a 96-bit nonce; random ones stay safe as every data key seals one value. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts with a fresh nonce; returns nonce, ciphertext and tag in one buffer. */
export function encrypt(key: KeyObject | Buffer, plaintext: Buffer, additionalData: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData);
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what encrypt() returned. Throws where a bit of it, the key or the additional data differs. */
export function decrypt(key: KeyObject | Buffer, sealed: Buffer, additionalData: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new Error('sealed data is too short');
  const tagStart = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(additionalData);
  decipher.setAuthTag(sealed.subarray(tagStart));
  const opened = decipher.update(sealed.subarray(NONCE_BYTES, tagStart));
  // Checks the tag, and adds nothing: GCM pads nothing. Concatenated it would be copied to a block that others share.
  try {
    decipher.final();
  } catch (error) {
    opened.fill(0);
    throw error;
  }
  return opened;
}
