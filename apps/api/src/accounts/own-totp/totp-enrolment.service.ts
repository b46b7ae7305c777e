import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../../access/person.js';
import { Problem } from '../../http/problem.js';
import { OwnSessionsRepository } from '../own-account/own-sessions.repository.js';
import { PasswordProof } from '../password-proof.js';
import { RecoveryCodesRepository } from '../second-factors/recovery-codes.repository.js';
import { totpUri } from '../second-factors/totp.js';
import { TotpCodes } from '../second-factors/totp-codes.js';
import { AccountChanges } from './account-changes.js';
import type { BegunTotp, RecoveryCodes, TotpBeginning, TotpConfirmation } from './own-totp.dto.js';

/** Turns one-time codes on. */
@Injectable()
export class TotpEnrolmentService {
  constructor(
    private readonly proof: PasswordProof,
    private readonly codes: TotpCodes,
    private readonly recoveryCodes: RecoveryCodesRepository,
    private readonly sessions: OwnSessionsRepository,
    private readonly changes: AccountChanges,
  ) {}

  /** A new secret, once the password is right. Throws as PasswordProof does, and 409 `totp_enabled`. */
  async begin(person: Person, { password }: TotpBeginning): Promise<BegunTotp> {
    const { accountId, email } = person;
    await this.proof.prove({ email, password }, person, {
      refused: ({ code }) => this.changes.refused(person, 'totp.enabled', code),
    });
    const secret = await this.changes.run(person, 'totp.begun', async (manager) => ({
      result: await this.codes.begin(manager, accountId),
    }));
    return { secret, uri: totpUri(secret, email) };
  }

  /**
   * Confirms the secret by its first code, and ends the account's other sessions, which began without one.
   * Throws 409 `totp_not_begun` or `totp_enabled`, and 400 for a wrong code.
   */
  confirm(person: Person, { code }: TotpConfirmation): Promise<RecoveryCodes> {
    const { accountId, sessionId } = person;
    return this.changes.run(person, 'totp.enabled', async (manager: EntityManager) => {
      if (!(await this.codes.confirm(manager, accountId, code))) {
        throw Problem.ofField('code', 'is not the one that the app shows now');
      }
      const sessionsEnded = await this.sessions.endOthers(manager, accountId, sessionId);
      const recoveryCodes = await this.recoveryCodes.replace(manager, accountId);
      return { result: { recoveryCodes }, detail: { sessionsEnded } };
    });
  }
}
