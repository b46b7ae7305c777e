import { IbyokConfigurationError } from '../errors.js';

/** Where entries are kept: a `Map`, or anything with its three methods, which may answer later. */
export interface CacheStore {
  get(name: string): unknown;
  set(name: string, sealed: string): unknown;
  delete(name: string): unknown;
}

/** How last answers are kept. Exactly one of `key` and `passphrase` is given. */
export interface CacheOptions {
  readonly store: CacheStore;
  /** The oldest answer that may still be given, in milliseconds; a week at most. */
  readonly maxAge: number;
  /** 32 random bytes that entries are encrypted under. */
  readonly key?: Uint8Array;
  /** Or a text of at least 16 characters that the key is derived from (PBKDF2). */
  readonly passphrase?: string;
}

export const KEY_BYTES = 32;
const MIN_PASSPHRASE = 16;
const MAX_AGE = 7 * 24 * 60 * 60 * 1000;

/** Throws an IbyokConfigurationError that names what is wrong, and repeats nothing of it. */
export function checkCacheOptions({ store, maxAge, key, passphrase }: CacheOptions): void {
  const methods = ['get', 'set', 'delete'] as const;
  if (!methods.every((method) => typeof store?.[method] === 'function')) {
    refuse('cache.store has to have get, set and delete, as a Map has.');
  }
  if (!Number.isFinite(maxAge) || maxAge <= 0 || maxAge > MAX_AGE) {
    refuse(`cache.maxAge has to be a number of milliseconds above 0 and at most ${MAX_AGE}, a week.`);
  }
  if ((key === undefined) === (passphrase === undefined)) {
    refuse('cache has to have either a key or a passphrase.');
  }
  if (key !== undefined && !(key instanceof Uint8Array && key.length === KEY_BYTES)) {
    refuse(`cache.key has to be a Uint8Array of ${KEY_BYTES} random bytes.`);
  }
  if (passphrase !== undefined && passphrase.length < MIN_PASSPHRASE) {
    refuse(`cache.passphrase has to have at least ${MIN_PASSPHRASE} characters.`);
  }
}

function refuse(detail: string): never {
  throw new IbyokConfigurationError(detail, { code: 'option_invalid' });
}
