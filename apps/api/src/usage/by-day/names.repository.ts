import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UsageSplit } from '../usage.dto.js';

/** What a key or token is called. */
export interface NamedId {
  readonly id: string;
  readonly name: string;
  readonly revoked: boolean;
}

const NAMES: Partial<Record<UsageSplit, string>> = {
  key: 'SELECT id, name, false AS revoked FROM key',
  token: 'SELECT id, name, revoked_at IS NOT NULL AS revoked FROM access_token',
};

/** Tells what keys and tokens are called. Every call runs in the tenant's transaction. */
@Injectable()
export class NamesRepository {
  /** The names by id of what is split by; what is not there any more, or has no name, is absent. */
  async of(
    manager: EntityManager,
    tenantId: string,
    splitBy: UsageSplit,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, NamedId>> {
    const names = NAMES[splitBy];
    if (!names) return new Map();
    const rows: NamedId[] = await manager.query(`${names} WHERE tenant_id = $1 AND id = ANY ($2)`, [
      tenantId,
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
