import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import type { TokenFacts } from './fetch-facts.js';

/** What a token's own row and its tenant's say beside the facts of a fetch. */
export interface TokenSurroundings {
  readonly tenantName: string;
  readonly expiresAt: Date;
}

/** Reads what a token may know of itself. */
@Injectable()
export class WhoamiRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** Null where the token went meanwhile. */
  async read({ tenantId, id }: TokenFacts): Promise<TokenSurroundings | null> {
    const rows: TokenSurroundings[] = await this.database.inTenant(tenantId, (manager) =>
      manager.query(
        `SELECT tenant.name AS "tenantName", token.expires_at AS "expiresAt"
         FROM access_token token JOIN tenant ON tenant.id = token.tenant_id
         WHERE token.tenant_id = $1 AND token.id = $2 AND token.revoked_at IS NULL`,
        [tenantId, id],
      ),
    );
    return rows[0] ?? null;
  }
}
