import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { assertRole } from '../../access/assert-role.js';
import { entryOf, type Person } from '../../access/person.js';
import { hasRole, ROLES, type Role } from '../../access/role.js';
import { SessionsRepository } from '../../access/sessions.repository.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import { InvitationsRepository } from '../invitations/invitations.repository.js';
import type { MemberView } from './member.dto.js';
import { type MemberRow, MembersRepository } from './members.repository.js';

/** Who belongs to a workspace, with which role. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly members: MembersRepository,
    private readonly sessions: SessionsRepository,
    private readonly invitations: InvitationsRepository,
    private readonly audit: AuditLog,
  ) {}

  list(person: Person, { limit, cursor }: PageQuery): Promise<Page<MemberView>> {
    const after = readCursor(cursor, [CURSOR_PART.time, CURSOR_PART.identifier]);
    return this.database.inTenant(person.tenantId, async (manager) =>
      toPage(
        await this.members.list(manager, person.tenantId, limit, after),
        limit,
        (row) => toView(row, person),
        (row) => [row.joinedAt.toISOString(), row.id],
      ),
    );
  }

  /**
   * Gives a member another role, which ends their sessions in the tenant and withdraws the invitations they
   * sent that the new role could not send. Throws 404, 403 where either role is above the person's own,
   * 409 `last_owner`.
   */
  changeRole(person: Person, accountId: string, role: Role): Promise<MemberView> {
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      const member = await this.hold(manager, person, accountId, 'admin');
      assertRole(person, role);
      if (member.role === role) return toView(member, person);
      if (role !== 'owner') await this.assertNotLastOwner(manager, tenantId, member);
      await this.members.setRole(manager, tenantId, accountId, role);
      await this.sessions.deleteOfMember(manager, tenantId, accountId);
      const invitationsWithdrawn = await this.invitations.withdrawOf(
        manager,
        tenantId,
        accountId,
        ROLES.filter((invited) => !hasRole(role, 'admin') || !hasRole(role, invited)),
      );
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'member.changed',
        outcome: 'allowed',
        detail: { ...subjectOf(member), from: member.role, to: role, invitationsWithdrawn },
      });
      return toView({ ...member, role }, person);
    });
  }

  /**
   * Removes a member, with their sessions in the tenant and the access tokens they created. Anybody may
   * remove themselves. Throws as changeRole does.
   */
  async remove(person: Person, accountId: string): Promise<void> {
    const { tenantId } = person;
    const least = accountId === person.accountId ? 'viewer' : 'admin';
    await this.database.inTenant(tenantId, async (manager) => {
      const member = await this.hold(manager, person, accountId, least);
      await this.assertNotLastOwner(manager, tenantId, member);
      const tokensRevoked = await this.members.remove(manager, tenantId, accountId);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'member.removed',
        outcome: 'allowed',
        detail: { ...subjectOf(member), role: member.role, tokensRevoked },
      });
    });
  }

  /** Locks the tenant's people and finds one whom the person may change, by the roles that hold now. */
  private async hold(
    manager: EntityManager,
    person: Person,
    accountId: string,
    least: Role,
  ): Promise<MemberRow> {
    await this.members.lockPeople(manager, person.tenantId);
    await this.sessions.holdRole(manager, person, least);
    const member = await this.members.find(manager, person.tenantId, accountId);
    if (!member) throw new Problem(404, 'member_not_found', 'There is no such member.');
    assertRole(person, member.role);
    return member;
  }

  private async assertNotLastOwner(
    manager: EntityManager,
    tenantId: string,
    member: MemberRow,
  ): Promise<void> {
    if (member.role !== 'owner' || (await this.members.countOwners(manager, tenantId)) > 1) return;
    throw new Problem(
      409,
      'last_owner',
      'This is the last owner of the workspace. Make somebody else an owner first.',
    );
  }
}

function subjectOf({ id, email }: MemberRow): { readonly accountId: string; readonly email: string } {
  return { accountId: id, email };
}

function toView({ id, email, role, joinedAt }: MemberRow, person: Person): MemberView {
  return { id, email, role, joinedAt: joinedAt.toISOString(), isYou: id === person.accountId };
}
