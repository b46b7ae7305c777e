import { Injectable } from '@nestjs/common';
import type { Browser } from '../../access/browser.js';
import { InjectConfig } from '../../config/config.module.js';
import type { ServerConfig } from '../../config/server-config.js';
import { violatesUnique } from '../../database/database-errors.js';
import { Problem } from '../../http/problem.js';
import { newIdentifier } from '../../identifiers/identifier.js';
import { normalizeEmail } from '../accounts.repository.js';
import { invitationNotFound } from '../invitations/invitation-not-found.js';
import { Joining } from '../invitations/joining.js';
import { OfferedInvitationsRepository } from '../invitations/offered-invitations.repository.js';
import { NewOwners } from '../new-owners.js';
import type { OpenedSession } from '../sessions.service.js';
import type { LinkedIdentity } from './identities.repository.js';
import { IdentityLinks } from './identity-links.js';
import type { ProvedIdentity } from './identity-provider.js';

/** Takes people in who come by a provider: with an invitation, or where anyone may come. */
@Injectable()
export class NewcomersByIdentity {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly offered: OfferedInvitationsRepository,
    private readonly joining: Joining,
    private readonly newOwners: NewOwners,
    private readonly links: IdentityLinks,
  ) {}

  /**
   * Uses an invitation up, for the account that the identity is linked to or a new one, whose address has to
   * be the invited one. Throws 404 `invitation_not_found`, 401 `invitation_other_address` or `link_first`.
   */
  async acceptInvitation(
    invitationToken: string,
    identity: ProvedIdentity,
    linked: LinkedIdentity | null,
    browser: Browser,
  ): Promise<OpenedSession> {
    const invitation = await this.offered.find(invitationToken);
    if (!invitation) throw invitationNotFound();
    const address = linked ? linked.email : identity.verifiedEmail;
    if (address === null || normalizeEmail(address) !== normalizeEmail(invitation.email)) {
      const detail = 'The invitation is for another e-mail address than the provider has verified.';
      throw new Problem(401, 'invitation_other_address', detail);
    }
    if (!linked && invitation.hasAccount) throw linkFirst();
    const account = {
      accountId: linked?.accountId ?? newIdentifier('acc'),
      email: linked?.email ?? invitation.email,
    };
    return refusingTakenAddress(() =>
      this.joining.join(invitation, invitationToken, account, browser, (manager) =>
        linked ? this.links.hold(manager, linked) : this.links.createAccount(manager, account, identity),
      ),
    );
  }

  /** A workspace of their own, where the server is open. Throws 401 `identity_unknown`, `email_unverified` or `link_first`. */
  async signUp(identity: ProvedIdentity, browser: Browser): Promise<OpenedSession> {
    if (this.config.signup === 'closed') {
      const detail =
        'Nobody here has this identity. Sign in by password and link it, or ask for an invitation.';
      throw new Problem(401, 'identity_unknown', detail);
    }
    const email = identity.verifiedEmail;
    if (email === null) {
      throw new Problem(401, 'email_unverified', 'The provider has not verified an e-mail address of yours.');
    }
    const owner = { email, passwordHash: null, tenantName: email.split('@')[0] ?? email };
    const opened = await refusingTakenAddress(() =>
      this.newOwners.create(owner, browser, 'account.created', {
        complete: (manager, { accountId }) => this.links.add(manager, accountId, identity),
      }),
    );
    if (opened) return opened;
    throw new Error('nothing but the account itself can be in the way');
  }
}

/** An account that has the address already belongs to whoever proves it in the account's own way. */
async function refusingTakenAddress<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!violatesUnique(error, 'account_email_normalized_key')) throw error;
    throw linkFirst();
  }
}

function linkFirst(): Problem {
  const detail = 'This e-mail address has an account. Sign in by password, and link the provider to it.';
  return new Problem(401, 'link_first', detail);
}
