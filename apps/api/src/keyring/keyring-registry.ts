import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { Keyring } from './keyring.js';
import { KnownMasterKeysRepository } from './known-master-keys.repository.js';

/**
 * Compares the keyring with the master keys that the database has seen, so that a server with a wrong
 * master key writes nothing instead of splitting the data between two keys.
 */
@Injectable()
export class KeyringRegistry {
  #recognised = false;

  constructor(
    private readonly known: KnownMasterKeysRepository,
    private readonly keyring: Keyring,
  ) {}

  /** True where the database knows one of the keyring's master keys, or has seen none yet. */
  async isRecognised(): Promise<boolean> {
    if (!this.#recognised) this.#recognised = await this.known.recognise(this.keyring.masterKeyIds);
    return this.#recognised;
  }

  /** Throws 503 `keyring_not_ready` unless values may be sealed and opened. */
  async assertRecognised(): Promise<void> {
    if (await this.isRecognised()) return;
    throw new Problem(
      503,
      'keyring_not_ready',
      'The server cannot open stored keys. Its master key does not fit.',
    );
  }
}
