import type { CacheOptions } from './cache-options.js';

const FORMAT = 1;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const HEAD_BYTES = 1 + SALT_BYTES + IV_BYTES;
/** What OWASP asks of PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;
/** Salts of other processes whose keys are kept derived. */
const MAX_DERIVED = 16;

type Bytes = Uint8Array<ArrayBuffer>;

/** Encrypts texts (AES-256-GCM) under a key or a passphrase. Each is bound to a name: under another it does not open. */
export class Seal {
  readonly #secret: Pick<CacheOptions, 'key' | 'passphrase'>;
  #salt: Bytes | undefined;
  readonly #derived = new Map<string, Promise<CryptoKey>>();

  constructor({ key, passphrase }: Pick<CacheOptions, 'key' | 'passphrase'>) {
    // A copy: whoever is careful overwrites the key once it was handed on.
    this.#secret = key ? { key: key.slice() } : { passphrase: passphrase ?? '' };
  }

  /** @returns base64 */
  async seal(text: string, name: string): Promise<string> {
    // Not before it is needed: edge runtimes have no random bytes while modules are loaded.
    this.#salt ??= crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const salt = this.#salt;
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
    const key = await this.keyFor(salt);
    const sealed = await crypto.subtle.encrypt(parameters(iv, name), key, utf8(text));
    return toBase64(joined(Uint8Array.of(FORMAT), salt, iv, new Uint8Array(sealed)));
  }

  /** The text; null where it was sealed otherwise, under another name or secret, or changed since. */
  async open(sealed: unknown, name: string): Promise<string | null> {
    if (typeof sealed !== 'string') return null;
    try {
      const bytes = fromBase64(sealed);
      if (bytes[0] !== FORMAT) return null;
      const key = await this.keyFor(bytes.slice(1, 1 + SALT_BYTES));
      const iv = bytes.slice(1 + SALT_BYTES, HEAD_BYTES);
      const text = await crypto.subtle.decrypt(parameters(iv, name), key, bytes.slice(HEAD_BYTES));
      return new TextDecoder().decode(text);
    } catch {
      return null;
    }
  }

  private keyFor(salt: Bytes): Promise<CryptoKey> {
    const name = toBase64(salt);
    const known = this.#derived.get(name);
    if (known) return known;
    if (this.#derived.size >= MAX_DERIVED) this.#derived.clear();
    const derived = derive(this.#secret, salt);
    this.#derived.set(name, derived);
    return derived;
  }
}

async function derive(
  { key, passphrase }: Pick<CacheOptions, 'key' | 'passphrase'>,
  salt: Bytes,
): Promise<CryptoKey> {
  const [algorithm, secret] = key
    ? [{ name: 'HKDF', hash: 'SHA-256', salt, info: utf8('ibyok cache') }, Uint8Array.from(key)]
    : [{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS }, utf8(passphrase ?? '')];
  const material = await crypto.subtle.importKey('raw', secret, algorithm.name, false, ['deriveKey']);
  const wanted = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(algorithm, material, wanted, false, ['encrypt', 'decrypt']);
}

function parameters(iv: Bytes, name: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: utf8(name) };
}

function utf8(text: string): Bytes {
  return Uint8Array.from(new TextEncoder().encode(text));
}

function joined(...parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function toBase64(bytes: Bytes): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
