import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TenantDatabase } from '../../database/tenant-database.js';
import { RecoveryCodesRepository } from './recovery-codes.repository.js';
import { TotpCodes } from './totp-codes.js';

/** Six digits, in groups as people please. */
const SIX_DIGITS = /^\s*(\d\s*){6}$/;

/** What an account asks for besides its password. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly database: TenantDatabase,
    private readonly codes: TotpCodes,
    private readonly recoveryCodes: RecoveryCodesRepository,
  ) {}

  /** True where the account asks for a code. */
  isOn(accountId: string): Promise<boolean> {
    return this.database.asAccount(accountId, (manager) => this.isOnWithin(manager, accountId));
  }

  /** The same, within a transaction as the account. */
  isOnWithin(manager: EntityManager, accountId: string): Promise<boolean> {
    return this.codes.areOn(manager, accountId);
  }

  /** Accepts a code of the app or a recovery code, each of them once; false for every other one. */
  accept(accountId: string, code: string): Promise<boolean> {
    return this.database.asAccount(accountId, (manager) =>
      SIX_DIGITS.test(code)
        ? this.codes.accept(manager, accountId, code)
        : this.recoveryCodes.use(manager, accountId, code),
    );
  }
}
