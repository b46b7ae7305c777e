import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './aes-gcm.js';
import type { MasterKey } from './master-key.js';
import { SEALED_FORMAT, type SealBinding, type SealedValue } from './sealed-value.js';

/** A stored value that could not be opened. Says nothing of why: the reason would help only an attacker. */
export class UnopenableValueError extends Error {
  constructor() {
    super('a stored value could not be opened');
    this.name = 'UnopenableValueError';
  }
}

/** What of a sealed value a rewrap needs. */
export type WrappedDataKey = Omit<SealedValue, 'sealedValue'>;

type Purpose = 'data key' | 'value';

/** Seals provider keys and opens them again: envelope encryption under the server's master keys. */
export class Keyring {
  readonly #newest: MasterKey;
  readonly #byId: ReadonlyMap<string, MasterKey>;

  /** Takes the master keys, newest first: the first one seals, all of them open. */
  constructor(masterKeys: readonly MasterKey[]) {
    const [newest] = masterKeys;
    if (!newest) throw new Error('a keyring needs a master key');
    this.#newest = newest;
    this.#byId = new Map(masterKeys.map((masterKey) => [masterKey.id, masterKey]));
  }

  /** The ids of the master keys it holds, newest first. */
  get masterKeyIds(): readonly string[] {
    return [...this.#byId.keys()];
  }

  /** Seals a value under a data key of its own, bound to what it belongs to. */
  seal(value: string, binding: SealBinding): SealedValue {
    const dataKey = randomBytes(32);
    const { id: masterKeyId, key } = this.#newest;
    const sealed = {
      format: SEALED_FORMAT,
      masterKeyId,
      wrappedDataKey: encrypt(key, dataKey, additionalData('data key', SEALED_FORMAT, binding)),
      sealedValue: encrypt(dataKey, Buffer.from(value), additionalData('value', SEALED_FORMAT, binding)),
    };
    dataKey.fill(0);
    return sealed;
  }

  /**
   * Wraps the data key of a sealed value under the newest master key; the value itself stays as it is. Throws
   * UnopenableValueError as open() does.
   */
  rewrap(
    { format, masterKeyId, wrappedDataKey }: WrappedDataKey,
    binding: SealBinding,
  ): Pick<SealedValue, 'masterKeyId' | 'wrappedDataKey'> {
    const masterKey = this.#byId.get(masterKeyId);
    if (!masterKey || format !== SEALED_FORMAT) throw new UnopenableValueError();
    const bound = additionalData('data key', format, binding);
    try {
      const dataKey = decrypt(masterKey.key, wrappedDataKey, bound);
      const { id, key } = this.#newest;
      const rewrapped = { masterKeyId: id, wrappedDataKey: encrypt(key, dataKey, bound) };
      dataKey.fill(0);
      return rewrapped;
    } catch {
      throw new UnopenableValueError();
    }
  }

  /** Opens a sealed value in the place it was sealed for; throws UnopenableValueError otherwise. */
  open(sealed: SealedValue, binding: SealBinding): string {
    const masterKey = this.#byId.get(sealed.masterKeyId);
    if (!masterKey || sealed.format !== SEALED_FORMAT) throw new UnopenableValueError();
    try {
      const wrapped = additionalData('data key', sealed.format, binding);
      const dataKey = decrypt(masterKey.key, sealed.wrappedDataKey, wrapped);
      try {
        const value = decrypt(dataKey, sealed.sealedValue, additionalData('value', sealed.format, binding));
        const text = value.toString();
        value.fill(0);
        return text;
      } finally {
        dataKey.fill(0);
      }
    } catch {
      throw new UnopenableValueError();
    }
  }
}

/** Unambiguous: every part is preceded by its length, so no two bindings share their bytes. */
function additionalData(purpose: Purpose, format: number, binding: SealBinding): Buffer {
  const parts =
    'accountId' in binding
      ? ['ibyok', `account ${purpose}`, String(format), binding.accountId]
      : ['ibyok', purpose, String(format), binding.tenantId, binding.keyId, String(binding.version)];
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''));
}
