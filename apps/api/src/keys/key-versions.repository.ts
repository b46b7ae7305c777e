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
