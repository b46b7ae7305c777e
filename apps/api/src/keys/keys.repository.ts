import type { Overrides } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { violatesUnique } from '../database/database-errors.js';
import { Problem } from '../http/problem.js';
import { KeyEntity } from './key.entities.js';

/** Reads and writes keys' metadata. Every call runs in the tenant's transaction. */
@Injectable()
export class KeysRepository {
  /** A page of keys, newest first, one more than the limit where there are more. */
  list(
    manager: EntityManager,
    tenantId: string,
    limit: number,
    after: readonly string[] | null,
  ): Promise<KeyEntity[]> {
    const query = manager
      .createQueryBuilder(KeyEntity, 'key')
      .where('key.tenantId = :tenantId', { tenantId })
      .orderBy('key.createdAt', 'DESC')
      .addOrderBy('key.id', 'DESC')
      .limit(limit + 1);
    if (after) query.andWhere('(key.created_at, key.id) < (:at, :id)', { at: after[0], id: after[1] });
    return query.getMany();
  }

  /** The key; throws 404 `key_not_found`, for another tenant's as for none. */
  async get(manager: EntityManager, tenantId: string, id: string): Promise<KeyEntity> {
    const key = await manager.findOneBy(KeyEntity, { tenantId, id });
    if (!key) throw keyNotFound();
    return key;
  }

  /** The key, kept from other changes until the transaction ends. */
  async getForChange(manager: EntityManager, tenantId: string, id: string): Promise<KeyEntity> {
    const key = await manager.findOne(KeyEntity, {
      where: { tenantId, id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!key) throw keyNotFound();
    return key;
  }

  /**
   * Keys in the order asked for, kept from other changes until the transaction ends; throws 404 where one is not
   * there. They are locked in one order, whatever was asked for, so that two changes never wait for each other.
   */
  async getAllForChange(
    manager: EntityManager,
    tenantId: string,
    ids: readonly string[],
  ): Promise<readonly KeyEntity[]> {
    const keys = await manager.find(KeyEntity, {
      where: { tenantId, id: In([...ids]) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const byId = new Map(keys.map((key) => [key.id, key]));
    return ids.map((id) => {
      const key = byId.get(id);
      if (!key) throw keyNotFound();
      return key;
    });
  }

  /** Keeps others from adding keys until the transaction ends, so that a slug found free stays free. */
  async lockForNewKey(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.query('SELECT FROM tenant WHERE id = $1 FOR NO KEY UPDATE', [tenantId]);
  }

  /** Those of some slugs' `slug`, `slug-2`, … that are taken. */
  async slugsLike(manager: EntityManager, tenantId: string, slug: string): Promise<ReadonlySet<string>> {
    const rows: { slug: string }[] = await manager.query(
      `SELECT slug FROM key WHERE tenant_id = $1 AND (slug = $2 OR slug LIKE $2 || '-%')`,
      [tenantId, slug],
    );
    return new Set(rows.map((row) => row.slug));
  }

  async insert(manager: EntityManager, key: Omit<KeyEntity, 'createdAt'>): Promise<void> {
    await refusingTaken(manager.insert(KeyEntity, key));
  }

  async update(manager: EntityManager, key: KeyEntity, change: Partial<KeyEntity>): Promise<void> {
    const { tenantId, id } = key;
    if (Object.keys(change).length > 0)
      await refusingTaken(manager.update(KeyEntity, { tenantId, id }, change));
  }

  /** Changes overrides of keys alike; environments that are absent stay. */
  async changeOverrides(
    manager: EntityManager,
    tenantId: string,
    ids: readonly string[],
    { development, staging, production }: Partial<Overrides>,
  ): Promise<void> {
    if (ids.length === 0) return;
    await manager.update(
      KeyEntity,
      { tenantId, id: In([...ids]) },
      {
        ...(development && { overrideDevelopment: development }),
        ...(staging && { overrideStaging: staging }),
        ...(production && { overrideProduction: production }),
      },
    );
  }

  async delete(manager: EntityManager, { tenantId, id }: KeyEntity): Promise<void> {
    await manager.delete(KeyEntity, { tenantId, id });
  }
}

function keyNotFound(): Problem {
  return new Problem(404, 'key_not_found', 'There is no such key.');
}

async function refusingTaken(write: Promise<unknown>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (violatesUnique(error, 'key_tenant_id_name_key')) throw taken('name', 'name_taken');
    if (violatesUnique(error, 'key_tenant_id_slug_key')) throw taken('slug', 'slug_taken');
    throw error;
  }
}

function taken(field: string, code: string): Problem {
  return new Problem(409, code, `Another key has this ${field}. Choose a different one.`, {
    errors: [{ field, message: 'is taken by another key' }],
  });
}
