import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { Keyring } from './keyring.js';
import { KnownMasterKeysRepository } from './known-master-keys.repository.js';

/**
 * Compares the keyring with the master keys that stored rows need, so that a server with a wrong master key
 * writes nothing instead of splitting the data between two keys, and none is taken away too early.
 */
@Injectable()
export class KeyringRegistry {
  /** Kept once it is so: a server's master keys do not change while it runs. */
  #complete = false;

  constructor(
    private readonly known: KnownMasterKeysRepository,
    private readonly keyring: Keyring,
  ) {}

  /** The ids of the master keys that the server lacks; none of them where it may seal and open values. */
  async findMissing(): Promise<readonly string[]> {
    if (this.#complete) return [];
    const missing = await this.known.findMissing(this.keyring.masterKeyIds);
    this.#complete = missing.length === 0;
    return missing;
  }

  /** Throws 503 `keyring_not_ready` unless values may be sealed and opened. */
  async assertComplete(): Promise<void> {
    if ((await this.findMissing()).length === 0) return;
    throw new Problem(
      503,
      'keyring_not_ready',
      'The server cannot open stored keys. Its master key does not fit.',
    );
  }
}
