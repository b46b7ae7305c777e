import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { LastReadsRepository } from '../audit/last-reads.repository.js';
import { toKeyCheck } from './checks/key-check-view.js';
import { KeyChecksRepository } from './checks/key-checks.repository.js';
import type { Key } from './key.dto.js';
import type { KeyEntity } from './key.entities.js';
import { rotationDueAt } from './key-dates.js';
import { overridesOf } from './key-overrides.js';
import { KeyVersionsRepository } from './key-versions.repository.js';

/** Keys as the API shows them, with what is known of them beside their own rows. */
@Injectable()
export class KeyViews {
  constructor(
    private readonly lastReads: LastReadsRepository,
    private readonly checks: KeyChecksRepository,
    private readonly versions: KeyVersionsRepository,
  ) {}

  /** Shows some keys, in their order; in the tenant's transaction. */
  async of(manager: EntityManager, tenantId: string, keys: readonly KeyEntity[]): Promise<readonly Key[]> {
    const ids = keys.map(({ id }) => id);
    const reminded = keys.filter(({ rotateEveryDays }) => rotateEveryDays !== null).map(({ id }) => id);
    const lastReads = await this.lastReads.of(manager, tenantId, ids);
    const checks = await this.checks.of(manager, tenantId, ids);
    const stored = await this.versions.currentSince(manager, tenantId, reminded);
    return keys.map((key) => {
      const check = checks.get(key.id);
      const since = stored.get(key.id);
      return {
        id: key.id,
        slug: key.slug,
        name: key.name,
        llmType: key.llmType,
        last4: key.last4,
        version: key.version,
        overrides: overridesOf(key),
        createdAt: key.createdAt.toISOString(),
        lastUsedAt: lastReads.get(key.id)?.toISOString() ?? null,
        expiresAt: key.expiresAt?.toISOString() ?? null,
        rotateEveryDays: key.rotateEveryDays,
        rotationDueAt: (since && rotationDueAt(since, key.rotateEveryDays)?.toISOString()) ?? null,
        lastCheck: check ? toKeyCheck(check) : null,
      };
    });
  }

  /** Shows one key. */
  async one(manager: EntityManager, key: KeyEntity): Promise<Key> {
    const [view] = await this.of(manager, key.tenantId, [key]);
    if (!view) throw new Error('a key has a view');
    return view;
  }
}
