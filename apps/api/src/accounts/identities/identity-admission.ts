import { Injectable } from '@nestjs/common';
import type { Browser } from '../../access/browser.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { Problem } from '../../http/problem.js';
import { AccountsRepository } from '../accounts.repository.js';
import { type OpenedSession, SessionsService } from '../sessions.service.js';
import { IdentitiesRepository, type LinkedIdentity } from './identities.repository.js';
import type { ProvedIdentity } from './identity-provider.js';
import { NewcomersByIdentity } from './newcomers-by-identity.js';

/**
 * Lets whom a provider vouches for in: to the account that is linked to the identity, or as somebody new. An
 * e-mail address alone never opens an account: who else has it at a provider is not for us to know.
 */
@Injectable()
export class IdentityAdmission {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly newcomers: NewcomersByIdentity,
    private readonly database: TenantDatabase,
  ) {}

  /** Throws 401 `identity_unknown`, and what NewcomersByIdentity throws. */
  async admit(
    identity: ProvedIdentity,
    invitationToken: string | null,
    browser: Browser,
  ): Promise<OpenedSession> {
    const linked = await this.identities.find(identity);
    if (invitationToken !== null) {
      return this.newcomers.acceptInvitation(invitationToken, identity, linked, browser);
    }
    if (linked === null) return this.newcomers.signUp(identity, browser);
    const opened = await this.open(linked, browser);
    if (opened) return opened;
    throw new Problem(401, 'identity_unknown', 'Nobody here has this identity.');
  }

  /** No one-time code is asked for: the provider has seen to that. */
  private async open(linked: LinkedIdentity, browser: Browser): Promise<OpenedSession | null> {
    const { accountId: id, email } = linked;
    const tenantId = await this.accounts.findTenantIdOf(id);
    if (tenantId === null) return null;
    return this.database.inTenant(tenantId, async (manager) => {
      await this.database.actAs(manager, id);
      const member = await this.accounts.findMember(manager, tenantId, { id, email });
      if (!member || !(await this.identities.hold(manager, linked))) return null;
      return this.sessions.openWithin(manager, member, browser);
    });
  }
}
