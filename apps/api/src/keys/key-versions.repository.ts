import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '../http/problem.js';
import type { SealedValue } from '../keyring/sealed-value.js';
import { KeyVersionEntity } from './key.entities.js';

/** Reads and writes keys' sealed versions. Every call runs in the tenant's transaction. */
@Injectable()
export class KeyVersionsRepository {
  /** A page of a key's versions, newest first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    tenantId: string,
    keyId: string,
    limit: number,
    before: number | null,
  ): Promise<KeyVersionEntity[]> {
    const query = manager
      .createQueryBuilder(KeyVersionEntity, 'version')
      .select(['version.keyId', 'version.version', 'version.createdAt', 'version.createdById'])
      .addSelect(['version.createdByName', 'version.restoredFrom'])
      .where('version.tenantId = :tenantId AND version.keyId = :keyId', { tenantId, keyId })
      .orderBy('version.version', 'DESC')
      .limit(limit + 1);
    if (before !== null) query.andWhere('version.version < :before', { before });
    return query.getMany();
  }

  /** When the current versions of some keys were stored, by key. */
  async currentSince(
    manager: EntityManager,
    tenantId: string,
    keyIds: readonly string[],
  ): Promise<ReadonlyMap<string, Date>> {
    if (keyIds.length === 0) return new Map();
    const rows: { keyId: string; createdAt: Date }[] = await manager.query(
      `SELECT stored.key_id AS "keyId", stored.created_at AS "createdAt"
       FROM key JOIN key_version stored ON stored.key_id = key.id AND stored.version = key.version
       WHERE key.tenant_id = $1 AND stored.tenant_id = $1 AND key.id = ANY ($2)`,
      [tenantId, keyIds],
    );
    return new Map(rows.map(({ keyId, createdAt }) => [keyId, createdAt]));
  }

  /** One version with its sealed value; throws 404 `version_not_found`. */
  async get(
    manager: EntityManager,
    tenantId: string,
    keyId: string,
    version: number,
  ): Promise<KeyVersionEntity & SealedValue> {
    const found = await manager.findOneBy(KeyVersionEntity, { tenantId, keyId, version });
    if (!found) throw new Problem(404, 'version_not_found', 'The key has no such version.');
    return found;
  }

  async insert(
    manager: EntityManager,
    version: Omit<KeyVersionEntity, 'createdAt'>,
  ): Promise<KeyVersionEntity> {
    const { keyId, version: number } = version;
    await manager.insert(KeyVersionEntity, version);
    return manager.findOneByOrFail(KeyVersionEntity, { tenantId: version.tenantId, keyId, version: number });
  }
}
