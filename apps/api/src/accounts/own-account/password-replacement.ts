import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { AccountEntity } from '../accounts.entities.js';
import { AccountsRepository } from '../accounts.repository.js';
import { invalidCredentials } from '../password-proof.js';
import { type OpenedSession, SessionsService } from '../sessions.service.js';
import { OwnSessionsRepository } from './own-sessions.repository.js';

/** Puts a new password in the place of one that was proved. */
@Injectable()
export class PasswordReplacement {
  constructor(
    private readonly database: TenantDatabase,
    private readonly accounts: AccountsRepository,
    private readonly ownSessions: OwnSessionsRepository,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /** All in one transaction; throws 401 where the password was changed since it was proved, or the person removed. */
  replace(person: Person, account: AccountEntity, newHash: string): Promise<OpenedSession> {
    return this.database.inTenant(person.tenantId, async (manager) => {
      await this.database.actAs(manager, person.accountId);
      if (!(await this.accounts.changePassword(manager, account, newHash))) throw invalidCredentials();
      const opened = await this.sessions.openWithin(manager, person, person);
      const { sessionId } = opened.claims;
      const sessionsEnded = await this.ownSessions.endOthers(manager, person.accountId, sessionId);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'password.changed',
        outcome: 'allowed',
        detail: { sessionsEnded },
      });
      return opened;
    });
  }
}
