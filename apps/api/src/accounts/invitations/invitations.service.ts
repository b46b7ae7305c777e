import { Injectable } from '@nestjs/common';
import { assertRole } from '../../access/assert-role.js';
import { entryOf, type Person } from '../../access/person.js';
import { SessionsRepository } from '../../access/sessions.repository.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import { newIdentifier } from '../../identifiers/identifier.js';
import { normalizeEmail } from '../accounts.repository.js';
import { MembersRepository } from '../members/members.repository.js';
import type { CreatedInvitation, Invitation, NewInvitation } from './invitation.dto.js';
import { invitationNotFound } from './invitation-not-found.js';
import { hashInvitationToken, newInvitationToken } from './invitation-token.js';
import { type InvitationRow, InvitationsRepository } from './invitations.repository.js';

/** Seconds. */
const LIFETIME = 7 * 24 * 60 * 60;

/** An invitation just made, before anybody is told of it. */
export type SealedInvitation = Omit<CreatedInvitation, 'link' | 'emailed'>;

/** Invites people to a workspace. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly members: MembersRepository,
    private readonly sessions: SessionsRepository,
    private readonly invitations: InvitationsRepository,
    private readonly audit: AuditLog,
  ) {}

  list({ tenantId }: Person, { limit, cursor }: PageQuery): Promise<Page<Invitation>> {
    const after = readCursor(cursor, [CURSOR_PART.time, CURSOR_PART.identifier]);
    return this.database.inTenant(tenantId, async (manager) =>
      toPage(await this.invitations.list(manager, tenantId, limit, after), limit, toView, (row) => [
        row.createdAt.toISOString(),
        row.id,
      ]),
    );
  }

  /**
   * Makes an invitation, in place of the address's former one. Throws 403 for a role above the person's own,
   * 409 `already_member`.
   */
  async create(person: Person, { email, role }: NewInvitation): Promise<SealedInvitation> {
    const { tenantId } = person;
    const invitationToken = newInvitationToken();
    const id = newIdentifier('inv');
    const emailNormalized = normalizeEmail(email);
    return this.database.inTenant(tenantId, async (manager) => {
      await this.members.lockPeople(manager, tenantId);
      await this.sessions.holdRole(manager, person, 'admin');
      assertRole(person, role);
      if (await this.members.hasAddress(manager, tenantId, emailNormalized)) throw alreadyMember();
      const expiresAt = await this.invitations.replace(
        manager,
        {
          id,
          tenantId,
          email,
          emailNormalized,
          role,
          tokenHash: hashInvitationToken(invitationToken),
          invitedById: person.accountId,
        },
        LIFETIME,
      );
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'member.invited',
        outcome: 'allowed',
        detail: { invitationId: id, email, role },
      });
      return { id, email, role, expiresAt: expiresAt.toISOString(), invitationToken };
    });
  }

  /** Takes an invitation back: its token counts no longer. Throws 404. */
  async withdraw(person: Person, id: string): Promise<void> {
    const { tenantId } = person;
    await this.database.inTenant(tenantId, async (manager) => {
      await this.members.lockPeople(manager, tenantId);
      await this.sessions.holdRole(manager, person, 'admin');
      const invitation = await this.invitations.withdraw(manager, tenantId, id);
      if (!invitation) throw invitationNotFound();
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'invitation.withdrawn',
        outcome: 'allowed',
        detail: { invitationId: id, email: invitation.email, role: invitation.role },
      });
    });
  }
}

function alreadyMember(): Problem {
  return new Problem(409, 'already_member', 'Somebody with this e-mail address is a member already.');
}

function toView({ createdAt, expiresAt, ...row }: InvitationRow): Invitation {
  return { ...row, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
