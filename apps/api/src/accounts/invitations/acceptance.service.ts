import { Injectable } from '@nestjs/common';
import type { Browser } from '../../access/browser.js';
import { AuditLog } from '../../audit/audit-log.js';
import { violatesUnique } from '../../database/database-errors.js';
import { callerIn } from '../../http/caller.js';
import type { Problem } from '../../http/problem.js';
import { Attempts } from '../../limits/attempts.js';
import { BUDGETS } from '../../limits/budgets.js';
import type { OpenedSession } from '../sessions.service.js';
import type { AcceptedInvitation, OfferedInvitation } from './invitation.dto.js';
import { invitationNotFound } from './invitation-not-found.js';
import { InvitedAccounts } from './invited-accounts.js';
import { Joining } from './joining.js';
import { type FoundInvitation, OfferedInvitationsRepository } from './offered-invitations.repository.js';

/** Shows an invitation to whoever holds its token, and takes them in. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly offered: OfferedInvitationsRepository,
    private readonly invited: InvitedAccounts,
    private readonly joining: Joining,
    private readonly attempts: Attempts,
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
   * `invitation_not_found`, and 401 and 429 as sign-in does.
   */
  async accept(body: AcceptedInvitation, browser: Browser): Promise<OpenedSession> {
    const invitation = await this.offered.find(body.invitationToken);
    if (!invitation) throw await this.refuseUnknown(browser);
    try {
      return await this.join(invitation, body, browser);
    } catch (error) {
      // The address has got an account by another invitation meanwhile: now its password counts.
      if (!violatesUnique(error, 'account_email_normalized_key')) throw error;
      return this.join(invitation, body, browser);
    }
  }

  private async join(
    invitation: FoundInvitation,
    body: AcceptedInvitation,
    browser: Browser,
  ): Promise<OpenedSession> {
    const { account, prepare } = await this.invited.take(invitation, body, browser, (problem) =>
      this.recordRefusal(invitation, problem, browser),
    );
    return this.joining.join(invitation, body.invitationToken, account, browser, prepare);
  }

  private async refuseUnknown(browser: Browser): Promise<Problem> {
    const problem = invitationNotFound();
    await this.attempts.spend(BUDGETS.address, browser);
    await this.recordRefusal(null, problem, browser);
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
