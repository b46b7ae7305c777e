import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { SessionsRepository } from '../../access/sessions.repository.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { Problem } from '../../http/problem.js';
import { AccountsRepository } from '../accounts.repository.js';
import { type OpenedSession, SessionsService } from '../sessions.service.js';

/** Takes a person from one of their tenants to another. */
@Injectable()
export class TenantSwitchService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly accounts: AccountsRepository,
    private readonly standing: SessionsRepository,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Ends the person's session and opens one in another tenant of theirs; both or neither. Throws 404
   * `tenant_not_found` where they are no member, as where there is no such tenant.
   */
  switch(person: Person, tenantId: string): Promise<OpenedSession> {
    return this.database.inTenant(person.tenantId, async (manager) => {
      // Switches of one person wait for each other here: later on each would hold what another one waits for.
      await this.database.actAs(manager, person.accountId);
      await this.accounts.lock(manager, person.accountId);
      await this.standing.holdRole(manager, person, 'viewer');
      await this.standing.delete(manager, person.tenantId, person.sessionId);
      await this.database.enter(manager, tenantId);
      const account = { id: person.accountId, email: person.email };
      const member = await this.accounts.findMember(manager, tenantId, account);
      if (!member) throw new Problem(404, 'tenant_not_found', 'There is no such workspace of yours.');
      const opened = await this.sessions.openWithin(manager, member, person);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'tenant.switched',
        outcome: 'allowed',
      });
      return opened;
    });
  }
}
