import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { Role } from '../../access/role.js';
import { hashInvitationToken } from './invitation-token.js';

/** An open invitation, of whichever tenant, as its token leads to it. */
export interface FoundInvitation {
  readonly id: string;
  readonly tenantId: string;
  readonly tenantName: string;
  readonly email: string;
  readonly role: Role;
  readonly expiresAt: Date;
  readonly hasAccount: boolean;
}

/** The door between tenants through which a token finds its invitation, and nothing else. */
@Injectable()
export class OfferedInvitationsRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The open invitation of a token; null where there is none. */
  async find(token: string): Promise<FoundInvitation | null> {
    const rows: FoundInvitation[] = await this.dataSource.query(
      `SELECT id, tenant_id AS "tenantId", tenant_name AS "tenantName", email, role,
         expires_at AS "expiresAt", has_account AS "hasAccount"
       FROM find_invitation($1)`,
      [hashInvitationToken(token)],
    );
    return rows[0] ?? null;
  }
}
