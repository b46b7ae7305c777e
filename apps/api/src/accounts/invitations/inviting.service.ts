import { Injectable } from '@nestjs/common';
import type { Person } from '../../access/person.js';
import { ServerAddress } from '../../http/server-address.js';
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
    private readonly mail: OutgoingMail,
  ) {}

  /** Makes an invitation and mails its link; the invitation stands also where the mail could not be sent. */
  async invite(person: Person, body: NewInvitation): Promise<CreatedInvitation> {
    const invitation = await this.invitations.create(person, body);
    // Behind the #, so that it is never sent, logged or referred to.
    const link = `${this.address.origin}/invitation#${invitation.invitationToken}`;
    const emailed = await this.mail.send(invitationMail(person, invitation, link), person.requestId);
    return { ...invitation, link, emailed };
  }
}
