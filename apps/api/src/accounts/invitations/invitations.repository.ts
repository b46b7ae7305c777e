import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Role } from '../../access/role.js';

/** An open invitation, as people see it. */
export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What is stored of a new invitation. */
export interface StoredInvitation {
  readonly id: string;
  readonly tenantId: string;
  readonly email: string;
  readonly emailNormalized: string;
  readonly role: Role;
  readonly tokenHash: Buffer;
  readonly invitedById: string;
}

/** Reads and writes a tenant's invitations. Every call runs in the tenant's transaction. */
@Injectable()
export class InvitationsRepository {
  /** A page of open invitations, newest first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    tenantId: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<InvitationRow[]> {
    return manager.query(
      `SELECT invitation.id, invitation.email, invitation.role, account.email AS "invitedBy",
         invitation.created_at AS "createdAt", invitation.expires_at AS "expiresAt"
       FROM invitation JOIN account ON account.id = invitation.invited_by_id
       WHERE invitation.tenant_id = $1 AND invitation.expires_at > now()
         AND ($3::timestamptz IS NULL OR (invitation.created_at, invitation.id) < ($3, $4))
       ORDER BY invitation.created_at DESC, invitation.id DESC LIMIT $2`,
      [tenantId, limit + 1, after?.[0] ?? null, after?.[1] ?? null],
    );
  }

  /**
   * Stores an invitation in place of the address's former one; forgets the tenant's expired ones. It lasts
   * some seconds by the database's clock. Returns when it expires.
   */
  async replace(manager: EntityManager, invitation: StoredInvitation, lifetime: number): Promise<Date> {
    const { tenantId, emailNormalized } = invitation;
    await manager.query(
      'DELETE FROM invitation WHERE tenant_id = $1 AND (email_normalized = $2 OR expires_at <= now())',
      [tenantId, emailNormalized],
    );
    const rows: { expiresAt: Date }[] = await manager.query(
      `INSERT INTO invitation (id, tenant_id, email, email_normalized, role, token_hash, invited_by_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
       RETURNING expires_at AS "expiresAt"`,
      [
        invitation.id,
        tenantId,
        invitation.email,
        emailNormalized,
        invitation.role,
        invitation.tokenHash,
        invitation.invitedById,
        lifetime,
      ],
    );
    const [row] = rows;
    if (!row) throw new Error('an INSERT of one row returns one');
    return row.expiresAt;
  }

  /** Takes an open invitation back; what it was, or null where there is none. */
  withdraw(manager: EntityManager, tenantId: string, id: string): Promise<UsedInvitation | null> {
    return this.deleteOpen(manager, 'id = $2', [tenantId, id]);
  }

  /** Uses an open invitation up; null where there is none, or somebody was faster. */
  use(manager: EntityManager, tenantId: string, tokenHash: Buffer): Promise<UsedInvitation | null> {
    return this.deleteOpen(manager, 'token_hash = $2', [tenantId, tokenHash]);
  }

  /** Withdraws the invitations to some roles that one member sent; returns how many. */
  async withdrawOf(
    manager: EntityManager,
    tenantId: string,
    inviterId: string,
    roles: readonly Role[],
  ): Promise<number> {
    const [rows]: [unknown[]] = await manager.query(
      'DELETE FROM invitation WHERE tenant_id = $1 AND invited_by_id = $2 AND role = ANY ($3) RETURNING id',
      [tenantId, inviterId, roles],
    );
    return rows.length;
  }

  private async deleteOpen(
    manager: EntityManager,
    condition: 'id = $2' | 'token_hash = $2',
    values: readonly unknown[],
  ): Promise<UsedInvitation | null> {
    const [rows]: [UsedInvitation[]] = await manager.query(
      `DELETE FROM invitation WHERE tenant_id = $1 AND ${condition} AND expires_at > now()
       RETURNING id, email, role`,
      [...values],
    );
    return rows[0] ?? null;
  }
}

/** What an invitation was that is no longer open. */
export type UsedInvitation = Pick<InvitationRow, 'id' | 'email' | 'role'>;
