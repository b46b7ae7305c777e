import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import type { MasterKey } from './master-key.js';

/** RFC 8410, 7: what stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PURPOSE = 'ibyok checkpoint signature';

/** A signature, with the public key that it is to be checked with; both base64. */
export interface Signature {
  readonly publicKey: string;
  readonly signature: string;
}

/**
 * Signs with Ed25519 keys (RFC 8032) derived from the master keys by HKDF-SHA-256 (RFC 5869): who cannot
 * open values cannot sign, and there is no further secret to keep.
 */
export class SigningKeys {
  readonly #newest: KeyObject;
  readonly #publicKeys: readonly string[];

  /** Takes the master keys, newest first. */
  constructor(masterKeys: readonly MasterKey[]) {
    const [newest, ...older] = masterKeys.map(privateKeyOf);
    if (!newest) throw new Error('signing needs a master key');
    this.#newest = newest;
    this.#publicKeys = [newest, ...older].map(publicKeyOf);
  }

  /** Signs a text under the newest master key. */
  sign(text: string): Signature {
    return {
      publicKey: publicKeyOf(this.#newest),
      signature: sign(null, Buffer.from(text), this.#newest).toString('base64'),
    };
  }

  /** True where one of the master keys signed this text. */
  verifies(text: string, { publicKey, signature }: Signature): boolean {
    if (!this.#publicKeys.includes(publicKey)) return false;
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  }
}

function privateKeyOf({ key }: MasterKey): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), PURPOSE, 32));
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  seed.fill(0);
  return privateKey;
}

function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64');
}
