import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { KeyCheckEntity } from './key-check.entity.js';

/** Keeps each key's latest check. Every call runs in the tenant's transaction. */
@Injectable()
export class KeyChecksRepository {
  /** The latest checks by key; a key that was never checked is absent. */
  async of(
    manager: EntityManager,
    tenantId: string,
    keyIds: readonly string[],
  ): Promise<ReadonlyMap<string, KeyCheckEntity>> {
    const checks = await manager.findBy(KeyCheckEntity, { tenantId, keyId: In([...keyIds]) });
    return new Map(checks.map((check) => [check.keyId, check]));
  }

  /** Replaces the key's latest check and returns when that was; a key deleted meanwhile leaves none. */
  async keep(manager: EntityManager, check: Omit<KeyCheckEntity, 'checkedAt'>): Promise<Date> {
    const { tenantId, keyId, version, decryptable, provider, reason, httpStatus } = check;
    await manager.query(
      `INSERT INTO key_check (tenant_id, key_id, version, decryptable, provider, reason, http_status)
       SELECT tenant_id, id, $3, $4, $5, $6, $7 FROM key WHERE tenant_id = $1 AND id = $2 FOR KEY SHARE
       ON CONFLICT (key_id) DO UPDATE SET version = excluded.version, checked_at = excluded.checked_at,
         decryptable = excluded.decryptable, provider = excluded.provider, reason = excluded.reason,
         http_status = excluded.http_status`,
      [tenantId, keyId, version, decryptable, provider, reason, httpStatus],
    );
    const [row]: { at: Date }[] = await manager.query('SELECT now()::timestamptz(3) AS at');
    if (!row) throw new Error('a SELECT without a table has one row');
    return row.at;
  }
}
