import { Injectable } from '@nestjs/common';
import type { Person } from '../../access/person.js';
import { Problem } from '../../http/problem.js';
import { ServerAddress } from '../../http/server-address.js';
import { Attempts } from '../../limits/attempts.js';
import { BUDGETS } from '../../limits/budgets.js';
import { OutgoingMail } from '../../mail/outgoing-mail.js';
import type { CreatedInvitation, NewInvitation } from './invitation.dto.js';
import { invitationMail } from './invitation-mail.js';
import { InvitationsService } from './invitations.service.js';

/** Invites somebody, and tells them where the server can send e-mail. */
@Injectable()
export class InvitingService {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly address: ServerAddress,
    private readonly attempts: Attempts,
    private readonly mail: OutgoingMail,
  ) {}

  /**
   * Makes an invitation and mails its link. The invitation stands also where the mail could not be sent, or too many
   * were from this address.
   */
  async invite(person: Person, body: NewInvitation): Promise<CreatedInvitation> {
    const invitation = await this.invitations.create(person, body);
    // Behind the #, so that it is never sent, logged or referred to.
    const link = `${this.address.origin}/invitation#${invitation.invitationToken}`;
    const emailed =
      (await this.mayMail(person)) &&
      (await this.mail.send(invitationMail(person, invitation, link), person.requestId));
    return { ...invitation, link, emailed };
  }

  /** Where anyone may sign up, anyone could have this server write to strangers. */
  private async mayMail(person: Person): Promise<boolean> {
    if (!this.mail.isConfigured) return false;
    try {
      await this.attempts.spend(BUDGETS.invitationMail, person);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.status === 429) return false;
      throw error;
    }
  }
}
