import { lastFourOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { newIdentifier } from '../identifiers/identifier.js';
import type { Key, NewKey } from './key.dto.js';
import type { KeyAuthor } from './key-author.js';
import { changedTime } from './key-dates.js';
import { KeyViews } from './key-views.js';
import { KeysRepository } from './keys.repository.js';
import { NewVersions } from './new-versions.js';
import { freeSlug, slugOf } from './slug.js';

/** Takes provider keys in. */
@Injectable()
export class NewKeysService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly versions: NewVersions,
    private readonly views: KeyViews,
    private readonly audit: AuditLog,
  ) {}

  /** Stores a key with its first version, sealed; 409 where another key has its name or chosen slug. */
  async create(author: KeyAuthor, body: NewKey): Promise<Key> {
    await this.versions.assertCanSeal();
    const { tenantId } = author;
    const id = newIdentifier('key');
    return this.database.inTenant(tenantId, async (manager) => {
      await this.keys.lockForNewKey(manager, tenantId);
      await this.keys.insert(manager, {
        id,
        tenantId,
        slug: body.slug ?? (await this.slugFor(manager, tenantId, body.name)),
        name: body.name,
        llmType: body.llmType,
        last4: lastFourOf(body.value),
        version: 1,
        overrideDevelopment: 'inherit',
        overrideStaging: 'inherit',
        overrideProduction: 'inherit',
        expiresAt: changedTime(body.expiresAt, null),
        rotateEveryDays: body.rotateEveryDays ?? null,
      });
      await this.versions.insert(manager, author, {
        keyId: id,
        version: 1,
        value: body.value,
        restoredFrom: null,
      });
      await this.audit.appendWithin(manager, {
        ...author,
        action: 'key.created',
        outcome: 'allowed',
        keyId: id,
        keyVersion: 1,
        detail: { name: body.name, llmType: body.llmType },
      });
      return this.views.one(manager, await this.keys.get(manager, tenantId, id));
    });
  }

  private async slugFor(manager: EntityManager, tenantId: string, name: string): Promise<string> {
    const slug = slugOf(name);
    return freeSlug(slug, await this.keys.slugsLike(manager, tenantId, slug));
  }
}
