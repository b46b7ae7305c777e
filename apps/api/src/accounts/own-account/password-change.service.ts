import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { AuditLog } from '../../audit/audit-log.js';
import type { Problem } from '../../http/problem.js';
import { PasswordProof } from '../password-proof.js';
import { Passwords } from '../passwords.js';
import type { OpenedSession } from '../sessions.service.js';
import type { PasswordChange } from './own-account.dto.js';
import { PasswordReplacement } from './password-replacement.js';

/** Changes a person's own password. */
@Injectable()
export class PasswordChangeService {
  constructor(
    private readonly proof: PasswordProof,
    private readonly passwords: Passwords,
    private readonly replacement: PasswordReplacement,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Replaces the password and ends every session of the account, this one too; returns the one that takes
   * its place. Throws 401 and 429 as PasswordProof does, 400 for a new password that is easy to guess.
   */
  async change(person: Person, { currentPassword, newPassword }: PasswordChange): Promise<OpenedSession> {
    const { email, tenantName } = person;
    const account = await this.proof.prove({ email, password: currentPassword }, person, {
      refused: (problem) => this.recordRefusal(person, problem),
    });
    const newHash = await this.passwords.hashNew(newPassword, [email, tenantName], 'newPassword');
    return this.replacement.replace(person, account, newHash);
  }

  private recordRefusal(person: Person, { code }: Problem): Promise<void> {
    return this.audit.append({
      ...entryOf(person),
      action: 'password.changed',
      outcome: 'denied',
      reason: code,
    });
  }
}
