import { Injectable } from '@nestjs/common';
import type { Browser } from '../../access/browser.js';
import { actorOf, type Person } from '../../access/person.js';
import { SessionsRepository } from '../../access/sessions.repository.js';
import { unauthenticated } from '../../access/unauthenticated.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { callerIn } from '../../http/caller.js';
import { IdentityLinks } from './identity-links.js';
import type { ProvedIdentity } from './identity-provider.js';

/** Links an identity to the account of somebody who is signed in. */
@Injectable()
export class IdentityLinkingService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly sessions: SessionsRepository,
    private readonly links: IdentityLinks,
    private readonly audit: AuditLog,
  ) {}

  /** The session must still stand. Throws 401 where it does not, 409 `identity_taken`. */
  link(
    identity: ProvedIdentity,
    { tenantId, sessionId }: Pick<Person, 'tenantId' | 'sessionId'>,
    browser: Browser,
  ): Promise<void> {
    return this.database.inTenant(tenantId, async (manager) => {
      const member = await this.sessions.findMember(manager, tenantId, sessionId);
      if (!member) throw unauthenticated();
      await this.links.add(manager, member.accountId, identity);
      await this.audit.appendWithin(manager, {
        tenantId,
        actor: actorOf(member),
        action: 'identity.linked',
        outcome: 'allowed',
        detail: { provider: identity.provider, name: identity.name },
        ...callerIn(browser),
      });
    });
  }
}
