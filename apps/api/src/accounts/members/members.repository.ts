import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Role } from '../../access/role.js';
import type { Member } from '../../access/sessions.repository.js';

/** A member, as the database has them. */
export interface MemberRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: Date;
}

const MEMBER = `
  SELECT account.id, account.email, membership.role, membership.created_at AS "joinedAt"
  FROM membership JOIN account ON account.id = membership.account_id
  WHERE membership.tenant_id = $1`;

/** Reads and writes a tenant's members. Every call runs in the tenant's transaction. */
@Injectable()
export class MembersRepository {
  /** Keeps everybody else from changing the tenant's people until the transaction ends. */
  async lockPeople(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.query('SELECT FROM tenant WHERE id = $1 FOR NO KEY UPDATE', [tenantId]);
  }

  /** A page of members, longest there first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    tenantId: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<MemberRow[]> {
    return manager.query(
      `${MEMBER} AND ($3::timestamptz IS NULL OR (membership.created_at, account.id) > ($3, $4))
       ORDER BY membership.created_at, account.id LIMIT $2`,
      [tenantId, limit + 1, after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  async find(manager: EntityManager, tenantId: string, accountId: string): Promise<MemberRow | null> {
    const rows: MemberRow[] = await manager.query(`${MEMBER} AND account.id = $2`, [tenantId, accountId]);
    return rows[0] ?? null;
  }

  /** True where this normalized address is a member's. */
  async hasAddress(manager: EntityManager, tenantId: string, emailNormalized: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(`${MEMBER} AND account.email_normalized = $2`, [
      tenantId,
      emailNormalized,
    ]);
    return rows.length > 0;
  }

  async countOwners(manager: EntityManager, tenantId: string): Promise<number> {
    const rows: { count: number }[] = await manager.query(
      `SELECT count(*)::int AS count FROM membership WHERE tenant_id = $1 AND role = 'owner'`,
      [tenantId],
    );
    return rows[0]?.count ?? 0;
  }

  /** Makes an account a member. */
  async add(manager: EntityManager, { tenantId, accountId, role }: Member): Promise<void> {
    await manager.query('INSERT INTO membership (tenant_id, account_id, role) VALUES ($1, $2, $3)', [
      tenantId,
      accountId,
      role,
    ]);
  }

  async setRole(manager: EntityManager, tenantId: string, accountId: string, role: Role): Promise<void> {
    await manager.query('UPDATE membership SET role = $3 WHERE tenant_id = $1 AND account_id = $2', [
      tenantId,
      accountId,
      role,
    ]);
  }

  /**
   * Removes a member with their sessions, the access tokens they created and the invitations they sent.
   * Returns how many of these tokens were still good.
   */
  async remove(manager: EntityManager, tenantId: string, accountId: string): Promise<number> {
    // No token can be added between the count and the removal: who mints one holds the membership.
    await manager.query('SELECT FROM membership WHERE tenant_id = $1 AND account_id = $2 FOR UPDATE', [
      tenantId,
      accountId,
    ]);
    const rows: { count: number }[] = await manager.query(
      `SELECT count(*)::int AS count FROM access_token
       WHERE tenant_id = $1 AND created_by_id = $2 AND revoked_at IS NULL AND expires_at > now()`,
      [tenantId, accountId],
    );
    await manager.query('DELETE FROM membership WHERE tenant_id = $1 AND account_id = $2', [
      tenantId,
      accountId,
    ]);
    return rows[0]?.count ?? 0;
  }
}
