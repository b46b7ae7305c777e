import type { Person } from '../../access/person.js';
import type { Mail } from '../../mail/outgoing-mail.js';
import type { SealedInvitation } from './invitations.service.js';

/** The e-mail that brings an invitation. Takes who sends it, the invitation, and its link. */
export function invitationMail(
  { email: inviter, tenantName }: Person,
  { email, role, expiresAt }: SealedInvitation,
  link: string,
): Mail {
  return {
    to: email,
    subject: `Invitation to ${tenantName}`,
    text: [
      `${inviter} invites you to the workspace ${tenantName} as ${role}.`,
      '',
      'To join, open this link:',
      link,
      '',
      `It works once, until ${expiresAt.slice(0, 10)}. Whoever has it can join in your place: do not pass it on.`,
      'If you did not expect this invitation, you need not do anything.',
      '',
    ].join('\n'),
  };
}
