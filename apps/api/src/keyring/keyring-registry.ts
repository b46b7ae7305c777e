import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem.js';
import { Keyring } from './keyring.js';
import { KnownMasterKeysRepository } from './known-master-keys.repository.js';

/** Milliseconds for which a server that lacked no master key is taken to lack none. */
const TRUSTED_FOR = 1_000;

/**
 * Compares the keyring with the master keys that stored rows need, so that a server with a wrong master key
 * writes nothing instead of splitting the data between two keys, and none is taken away too early.
 */
@Injectable()
export class KeyringRegistry {
  /** Until when it is so, by performance.now(): another server may seal rows under a newer master key at any time. */
  #completeUntil = 0;

  constructor(
    private readonly known: KnownMasterKeysRepository,
    private readonly keyring: Keyring,
  ) {}

  /** The ids of the master keys that the server lacks; none of them where it may seal and open values. */
  async findMissing(): Promise<readonly string[]> {
    const missing = await this.known.findMissing(this.keyring.masterKeyIds);
    this.#completeUntil = missing.length === 0 ? performance.now() + TRUSTED_FOR : 0;
    return missing;
  }

  /** Throws 503 `keyring_not_ready` unless values may be sealed and opened, as of a second ago at the latest. */
  async assertComplete(): Promise<void> {
    if (performance.now() < this.#completeUntil) return;
    if ((await this.findMissing()).length === 0) return;
    throw new Problem(
      503,
      'keyring_not_ready',
      'The server cannot open stored keys. Its master key does not fit.',
    );
  }
}
