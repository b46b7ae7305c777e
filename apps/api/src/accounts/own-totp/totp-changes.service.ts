import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../../access/person.js';
import type { AuditAction } from '../../audit/audit-entry.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { Problem } from '../../http/problem.js';
import { AccountProof } from '../account-proof.js';
import { invalidCredentials } from '../password-proof.js';
import { RecoveryCodesRepository } from '../second-factors/recovery-codes.repository.js';
import { TotpCodes } from '../second-factors/totp-codes.js';
import { AccountChanges } from './account-changes.js';
import type { ProvedTotpChange, RecoveryCodes, TotpState } from './own-totp.dto.js';

/** Shows whether one-time codes are on; changes that for whoever gives the password and a code. */
@Injectable()
export class TotpChangesService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly proof: AccountProof,
    private readonly codes: TotpCodes,
    private readonly recoveryCodes: RecoveryCodesRepository,
    private readonly changes: AccountChanges,
  ) {}

  state({ accountId }: Person): Promise<TotpState> {
    return this.database.asAccount(accountId, async (manager) => ({
      enabled: await this.codes.areOn(manager, accountId),
      recoveryCodesLeft: await this.recoveryCodes.count(manager, accountId),
    }));
  }

  /** Ten new recovery codes instead of those before. Throws as AccountProof does, and 409 `totp_disabled`. */
  renewRecoveryCodes(person: Person, body: ProvedTotpChange): Promise<RecoveryCodes> {
    return this.change(person, body, 'recovery_codes.created', async (manager) => ({
      recoveryCodes: await this.recoveryCodes.replace(manager, person.accountId),
    }));
  }

  /** Turns one-time codes off. Throws as AccountProof does, and 409 `totp_disabled`. */
  disable(person: Person, body: ProvedTotpChange): Promise<void> {
    return this.change(person, body, 'totp.disabled', async (manager) => {
      await this.codes.turnOff(manager, person.accountId);
      await this.recoveryCodes.deleteAll(manager, person.accountId);
    });
  }

  private async change<Result>(
    person: Person,
    { password, code }: ProvedTotpChange,
    action: AuditAction,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    const proved = await this.proof.prove({ email: person.email, password, code }, person, (problem) =>
      this.changes.refused(person, action, problem.code),
    );
    return this.changes.run(person, action, async (manager) => {
      if (!(await this.proof.hold(manager, proved))) throw invalidCredentials();
      if (await this.codes.areOn(manager, person.accountId)) return { result: await work(manager) };
      throw new Problem(409, 'totp_disabled', 'One-time codes are off.');
    });
  }
}
