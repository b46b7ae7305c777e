import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../../access/browser.js';
import { actorOf } from '../../access/person.js';
import type { Member } from '../../access/sessions.repository.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { callerIn } from '../../http/caller.js';
import { MembersRepository } from '../members/members.repository.js';
import { type OpenedSession, SessionsService } from '../sessions.service.js';
import { invitationNotFound } from './invitation-not-found.js';
import { hashInvitationToken } from './invitation-token.js';
import { InvitationsRepository } from './invitations.repository.js';
import type { FoundInvitation } from './offered-invitations.repository.js';

/** Makes an account that has been proved a member: by one invitation, once. */
@Injectable()
export class Joining {
  constructor(
    private readonly database: TenantDatabase,
    private readonly members: MembersRepository,
    private readonly invitations: InvitationsRepository,
    private readonly sessions: SessionsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Uses an invitation up for an account, which `prepare` may create in the same transaction, and signs it
   * in. Throws 404 `invitation_not_found` where it is no longer open.
   */
  join(
    invitation: FoundInvitation,
    invitationToken: string,
    account: Pick<Member, 'accountId' | 'email'>,
    browser: Browser,
    prepare: (manager: EntityManager) => Promise<void> = async () => {},
  ): Promise<OpenedSession> {
    const { tenantId, tenantName, id: invitationId } = invitation;
    return this.database.inTenant(tenantId, async (manager) => {
      await this.members.lockPeople(manager, tenantId);
      const used = await this.invitations.use(manager, tenantId, hashInvitationToken(invitationToken));
      if (!used) throw invitationNotFound();
      const member: Member = { ...account, tenantId, tenantName, role: used.role };
      await this.database.actAs(manager, account.accountId);
      await prepare(manager);
      await this.members.add(manager, member);
      const opened = await this.sessions.openWithin(manager, member, browser);
      await this.audit.appendWithin(manager, {
        tenantId,
        actor: actorOf(member),
        action: 'member.joined',
        outcome: 'allowed',
        detail: { invitationId, role: used.role },
        ...callerIn(browser),
      });
      return opened;
    });
  }
}
