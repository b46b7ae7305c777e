import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { assertRole } from './assert-role.js';
import type { Browser } from './browser.js';
import type { Role } from './role.js';
import { unauthenticated } from './unauthenticated.js';

/** A person's place in a tenant, as a session needs it. */
export interface Member {
  readonly accountId: string;
  readonly email: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly role: Role;
}

/** Reads and writes sessions. Every call runs in the tenant's transaction that it is given. */
@Injectable()
export class SessionsRepository {
  /** Opens a session that lasts some seconds by the database's clock; forgets the member's expired ones. */
  async create(
    manager: EntityManager,
    id: string,
    member: Member,
    lifetime: number,
    { ip, userAgent }: Pick<Browser, 'ip' | 'userAgent'>,
  ): Promise<void> {
    const { tenantId, accountId } = member;
    await manager.query(
      'DELETE FROM session WHERE tenant_id = $1 AND account_id = $2 AND expires_at <= now()',
      [tenantId, accountId],
    );
    await manager.query(
      `INSERT INTO session (id, tenant_id, account_id, expires_at, ip, user_agent)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4), $5, $6)`,
      [id, tenantId, accountId, lifetime, ip, userAgent],
    );
  }

  /** The member whose session this is, where it has not ended by the database's clock. */
  async findMember(manager: EntityManager, tenantId: string, sessionId: string): Promise<Member | null> {
    const rows: Member[] = await manager.query(
      `SELECT account.id AS "accountId", account.email, tenant.id AS "tenantId",
         tenant.name AS "tenantName", membership.role
       FROM session
       JOIN membership USING (tenant_id, account_id)
       JOIN account ON account.id = session.account_id
       JOIN tenant ON tenant.id = session.tenant_id
       WHERE session.id = $2 AND session.tenant_id = $1 AND session.expires_at > now()`,
      [tenantId, sessionId],
    );
    return rows[0] ?? null;
  }

  /**
   * Keeps the role of a person whose request is being served from changing until the transaction ends.
   * Throws 401 where the session has ended since the request began, 403 where the role is too low.
   */
  async holdRole(
    manager: EntityManager,
    { tenantId, sessionId }: Pick<Member, 'tenantId'> & { readonly sessionId: string },
    least: Role,
  ): Promise<void> {
    const rows: { role: Role }[] = await manager.query(
      `SELECT membership.role FROM session JOIN membership USING (tenant_id, account_id)
       WHERE session.id = $2 AND session.tenant_id = $1 AND session.expires_at > now()
       FOR SHARE OF membership`,
      [tenantId, sessionId],
    );
    const [member] = rows;
    if (!member) throw unauthenticated();
    assertRole(member, least);
  }

  /** Ends every session that a member has in the tenant, on every replica. */
  async deleteOfMember(manager: EntityManager, tenantId: string, accountId: string): Promise<void> {
    await manager.query('DELETE FROM session WHERE tenant_id = $1 AND account_id = $2', [
      tenantId,
      accountId,
    ]);
  }

  /** Ends a session at once, on every replica. */
  async delete(manager: EntityManager, tenantId: string, sessionId: string): Promise<void> {
    await manager.query('DELETE FROM session WHERE id = $2 AND tenant_id = $1', [tenantId, sessionId]);
  }
}
