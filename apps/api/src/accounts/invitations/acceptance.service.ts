import { Injectable } from '@nestjs/common';
import type { Browser } from '../../access/browser.js';
import { AuditLog } from '../../audit/audit-log.js';
import { violatesUnique } from '../../database/database-errors.js';
import { callerIn } from '../../http/caller.js';
import { Problem } from '../../http/problem.js';
import { newIdentifier } from '../../identifiers/identifier.js';
import { MIN_PASSWORD } from '../accounts.dto.js';
import { AccountsRepository } from '../accounts.repository.js';
import { invalidCredentials, PasswordProof } from '../password-proof.js';
import { Passwords } from '../passwords.js';
import type { OpenedSession } from '../sessions.service.js';
import type { AcceptedInvitation, OfferedInvitation } from './invitation.dto.js';
import { invitationNotFound } from './invitation-not-found.js';
import { Joining } from './joining.js';
import { type FoundInvitation, OfferedInvitationsRepository } from './offered-invitations.repository.js';

/** Shows an invitation to whoever holds its token, and takes them in. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly offered: OfferedInvitationsRepository,
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly proof: PasswordProof,
    private readonly joining: Joining,
    private readonly audit: AuditLog,
  ) {}

  /** What the token invites to; throws 404 `invitation_not_found`. */
  async lookUp(invitationToken: string): Promise<OfferedInvitation> {
    const found = await this.offered.find(invitationToken);
    if (!found) throw invitationNotFound();
    const { email, tenantName, role, expiresAt, hasAccount } = found;
    return { email, tenantName, role, expiresAt: expiresAt.toISOString(), hasAccount };
  }

  /**
   * Joins with the address's account, whose password has to be right, or with a new one. Throws 404
   * `invitation_not_found`, and 401 `invalid_credentials` as sign-in does.
   */
  async accept(body: AcceptedInvitation, browser: Browser): Promise<OpenedSession> {
    const invitation = await this.offered.find(body.invitationToken);
    if (!invitation) throw await this.refuse(null, invitationNotFound(), browser);
    try {
      return await this.joinWithPassword(invitation, body, browser);
    } catch (error) {
      // The address has got an account by another invitation meanwhile: now its password counts.
      if (!violatesUnique(error, 'account_email_normalized_key')) throw error;
      return this.joinWithPassword(invitation, body, browser);
    }
  }

  private async joinWithPassword(
    invitation: FoundInvitation,
    { invitationToken, password }: AcceptedInvitation,
    browser: Browser,
  ): Promise<OpenedSession> {
    const { email } = invitation;
    const account = await this.accounts.findByEmail(email);
    if (account) {
      const proved = await this.proof.prove({ email, password }, browser, {
        refused: (problem) => this.recordRefusal(invitation, problem, browser),
      });
      const member = { accountId: proved.id, email: proved.email };
      return this.joining.join(invitation, invitationToken, member, browser, async (manager) => {
        if (!(await this.accounts.holdPassword(manager, proved))) throw invalidCredentials();
      });
    }
    if (password.length < MIN_PASSWORD) {
      throw Problem.ofField('password', `must have at least ${MIN_PASSWORD} characters`);
    }
    const passwordHash = await this.passwords.hashNew(password, [email, invitation.tenantName]);
    const member = { accountId: newIdentifier('acc'), email };
    return this.joining.join(invitation, invitationToken, member, browser, (manager) =>
      this.accounts.createAccount(manager, member, passwordHash),
    );
  }

  private async refuse(
    invitation: FoundInvitation | null,
    problem: Problem,
    browser: Browser,
  ): Promise<Problem> {
    await this.recordRefusal(invitation, problem, browser);
    return problem;
  }

  private recordRefusal(
    invitation: FoundInvitation | null,
    { code }: Problem,
    browser: Browser,
  ): Promise<void> {
    return this.audit.append({
      tenantId: invitation?.tenantId ?? null,
      actor: { type: 'anonymous', id: null, name: null },
      action: 'member.joined',
      outcome: 'denied',
      reason: code,
      ...callerIn(browser),
    });
  }
}
