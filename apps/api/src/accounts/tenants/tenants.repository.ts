import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Role } from '../../access/role.js';

/** A tenant that an account belongs to. */
export interface OwnTenantRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly joinedAt: Date;
}

/** Reads which tenants an account belongs to. Every call runs in a transaction as that account. */
@Injectable()
export class TenantsRepository {
  /** A page of the account's tenants, first joined first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    accountId: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<OwnTenantRow[]> {
    return manager.query(
      `SELECT tenant.id, tenant.name, membership.role, membership.created_at AS "joinedAt"
       FROM membership JOIN tenant ON tenant.id = membership.tenant_id
       WHERE membership.account_id = $1
         AND ($3::timestamptz IS NULL OR (membership.created_at, tenant.id) > ($3, $4))
       ORDER BY membership.created_at, tenant.id LIMIT $2`,
      [accountId, limit + 1, after?.[0] ?? null, after?.[1] ?? null],
    );
  }
}
