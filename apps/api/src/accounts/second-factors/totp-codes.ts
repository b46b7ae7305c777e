import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '../../http/problem.js';
import { Keyring } from '../../keyring/keyring.js';
import { KeyringRegistry } from '../../keyring/keyring-registry.js';
import { matchingStep, newTotpSecret } from './totp.js';
import { type StoredTotp, TotpRepository } from './totp.repository.js';

/**
 * Makes secrets for one-time codes and checks codes by them: what is sealed is opened here alone. Every call
 * runs in a transaction as the account.
 */
@Injectable()
export class TotpCodes {
  constructor(
    private readonly repository: TotpRepository,
    private readonly keyring: Keyring,
    private readonly registry: KeyringRegistry,
  ) {}

  /** True where the account asks for codes. */
  areOn(manager: EntityManager, accountId: string): Promise<boolean> {
    return this.repository.isConfirmed(manager, accountId);
  }

  /** A new secret, stored but not confirmed; throws 409 `totp_enabled` where another one is confirmed. */
  async begin(manager: EntityManager, accountId: string): Promise<string> {
    await this.registry.assertComplete();
    const secret = newTotpSecret();
    const sealed = this.keyring.seal(secret, { accountId });
    if (await this.repository.begin(manager, accountId, sealed)) return secret;
    throw alreadyOn();
  }

  /**
   * Turns codes on by the first code of the secret; false for a wrong one. Throws 409 `totp_not_begun` or
   * `totp_enabled`.
   */
  async confirm(manager: EntityManager, accountId: string, code: string): Promise<boolean> {
    const stored = await this.repository.lock(manager, accountId);
    if (!stored) throw new Problem(409, 'totp_not_begun', 'Ask for a secret first.');
    if (stored.confirmed) throw alreadyOn();
    return this.takes(manager, accountId, stored, code);
  }

  /** Accepts a code, once; false for a wrong or used one, and where codes are off. */
  async accept(manager: EntityManager, accountId: string, code: string): Promise<boolean> {
    const stored = await this.repository.lock(manager, accountId);
    return stored?.confirmed === true && this.takes(manager, accountId, stored, code);
  }

  turnOff(manager: EntityManager, accountId: string): Promise<void> {
    return this.repository.delete(manager, accountId);
  }

  /** Throws 503 `keyring_not_ready` where the server lacks the master key. */
  private async takes(
    manager: EntityManager,
    accountId: string,
    stored: StoredTotp,
    code: string,
  ): Promise<boolean> {
    await this.registry.assertComplete();
    const secret = this.keyring.open(stored, { accountId });
    const step = matchingStep(secret, code.replace(/\s/g, ''), stored.now, stored.lastStep);
    if (step === null) return false;
    await this.repository.noteStep(manager, accountId, step);
    return true;
  }
}

function alreadyOn(): Problem {
  return new Problem(409, 'totp_enabled', 'One-time codes are on already. Turn them off to begin anew.');
}
