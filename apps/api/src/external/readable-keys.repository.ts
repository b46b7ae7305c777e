import type { Environment, Override } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { TenantDatabase } from '../database/tenant-database.js';
import type { TokenFacts } from './fetch-facts.js';

export interface ReadableKeyRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly llmType: string;
  readonly override: Override;
}

const OVERRIDE_COLUMN: Readonly<Record<Environment, string>> = {
  development: 'override_development',
  staging: 'override_staging',
  production: 'override_production',
};

/** Lists the keys that a token may read. */
@Injectable()
export class ReadableKeysRepository {
  constructor(private readonly database: TenantDatabase) {}

  /** A page of keys in the order of their slugs, one more than the limit where there are more. */
  list(
    token: TokenFacts,
    environment: Environment,
    limit: number,
    after: string | null,
  ): Promise<ReadableKeyRow[]> {
    return this.database.inTenant(token.tenantId, (manager) =>
      manager.query(
        `SELECT id, slug, name, llm_type AS "llmType", ${OVERRIDE_COLUMN[environment]} AS override
         FROM key
         WHERE tenant_id = $1 AND ($2::text[] IS NULL OR id = ANY ($2))
           AND ($3::text IS NULL OR slug COLLATE "C" > $3)
         ORDER BY slug COLLATE "C" LIMIT $4`,
        [token.tenantId, token.keyIds, after, limit + 1],
      ),
    );
  }
}
