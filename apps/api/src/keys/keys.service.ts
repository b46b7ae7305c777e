import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../http/page.js';
import type { Key, KeyChange } from './key.dto.js';
import type { KeyEntity } from './key.entities.js';
import { changedTime } from './key-dates.js';
import { KeyViews } from './key-views.js';
import { KeysRepository } from './keys.repository.js';

/** Keys' metadata: list, read, rename, delete. */
@Injectable()
export class KeysService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly views: KeyViews,
    private readonly audit: AuditLog,
  ) {}

  list({ tenantId }: Person, { limit, cursor }: PageQuery): Promise<Page<Key>> {
    const after = readCursor(cursor, [CURSOR_PART.time, CURSOR_PART.identifier]);
    return this.database.inTenant(tenantId, async (manager) => {
      const rows = await this.keys.list(manager, tenantId, limit, after);
      const page = toPage(
        rows,
        limit,
        (row) => row,
        (row) => [row.createdAt.toISOString(), row.id],
      );
      return { ...page, items: await this.views.of(manager, tenantId, page.items) };
    });
  }

  get({ tenantId }: Person, id: string): Promise<Key> {
    return this.database.inTenant(tenantId, async (manager) =>
      this.views.one(manager, await this.keys.get(manager, tenantId, id)),
    );
  }

  /** Changes what people say of a key: its names, its dates; 409 where another key has that name or slug. */
  change(person: Person, id: string, change: KeyChange): Promise<Key> {
    const { tenantId } = person;
    return this.database.inTenant(tenantId, async (manager) => {
      const key = await this.keys.getForChange(manager, tenantId, id);
      const changed: KeyEntity = {
        ...key,
        name: change.name ?? key.name,
        slug: change.slug ?? key.slug,
        expiresAt: changedTime(change.expiresAt, key.expiresAt),
        rotateEveryDays: change.rotateEveryDays === undefined ? key.rotateEveryDays : change.rotateEveryDays,
      };
      const [before, after] = [saidOf(key), saidOf(changed)];
      if (isDeepStrictEqual(before, after)) return this.views.one(manager, key);
      const { name, slug, expiresAt, rotateEveryDays } = changed;
      await this.keys.update(manager, key, { name, slug, expiresAt, rotateEveryDays });
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'key.changed',
        outcome: 'allowed',
        keyId: id,
        detail: { before, after },
      });
      return this.views.one(manager, changed);
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
}

/** What people say of a key, as the record has it. */
function saidOf({ name, slug, expiresAt, rotateEveryDays }: KeyEntity): Readonly<Record<string, unknown>> {
  return { name, slug, expiresAt: expiresAt?.toISOString() ?? null, rotateEveryDays };
}
