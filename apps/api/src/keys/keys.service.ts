import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { LastReadsRepository } from '../audit/last-reads.repository.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../http/page.js';
import type { Key, KeyChange } from './key.dto.js';
import type { KeyEntity } from './key.entities.js';
import { toKey } from './key-view.js';
import { KeysRepository } from './keys.repository.js';

/** Keys' metadata: list, read, rename, delete. */
@Injectable()
export class KeysService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly lastReads: LastReadsRepository,
    private readonly audit: AuditLog,
  ) {}

  list({ tenantId }: Person, { limit, cursor }: PageQuery): Promise<Page<Key>> {
    const after = readCursor(cursor, [CURSOR_PART.time, CURSOR_PART.identifier]);
    return this.database.inTenant(tenantId, async (manager) => {
      const rows = await this.keys.list(manager, tenantId, limit, after);
      const lastUsed = await this.lastReads.of(
        manager,
        tenantId,
        rows.map(({ id }) => id),
      );
      return toPage(
        rows,
        limit,
        (row) => toKey(row, lastUsed.get(row.id) ?? null),
        (row) => [row.createdAt.toISOString(), row.id],
      );
    });
  }

  get({ tenantId }: Person, id: string): Promise<Key> {
    return this.database.inTenant(tenantId, async (manager) =>
      this.view(manager, await this.keys.get(manager, tenantId, id)),
    );
  }

  /** Renames a key or gives it another slug; 409 where another key has that name or slug. */
  change(person: Person, id: string, change: KeyChange): Promise<Key> {
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      const key = await this.keys.getForChange(manager, tenantId, id);
      const before = { name: key.name, slug: key.slug };
      const after = { name: change.name ?? key.name, slug: change.slug ?? key.slug };
      if (isDeepStrictEqual(before, after)) return this.view(manager, key);
      await this.keys.update(manager, key, after);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'key.changed',
        outcome: 'allowed',
        keyId: id,
        detail: { before, after },
      });
      return this.view(manager, { ...key, ...after });
    });
  }

  /** Deletes a key with all its versions; its record stays. */
  delete(person: Person, id: string): Promise<void> {
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      const key = await this.keys.getForChange(manager, tenantId, id);
      await this.keys.delete(manager, key);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'key.deleted',
        outcome: 'allowed',
        keyId: id,
        detail: { name: key.name, slug: key.slug, llmType: key.llmType },
      });
    });
  }

  private async view(manager: EntityManager, key: KeyEntity): Promise<Key> {
    const lastUsed = await this.lastReads.of(manager, key.tenantId, [key.id]);
    return toKey(key, lastUsed.get(key.id) ?? null);
  }
}
