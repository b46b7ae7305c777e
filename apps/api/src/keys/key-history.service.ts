import { Injectable } from '@nestjs/common';
import type { Person } from '../access/person.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../http/page.js';
import type { KeyVersion } from './key-version.dto.js';
import { toKeyVersion } from './key-version-view.js';
import { KeyVersionsRepository } from './key-versions.repository.js';
import { KeysRepository } from './keys.repository.js';

/** A key's versions, newest first. */
@Injectable()
export class KeyHistoryService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly versions: KeyVersionsRepository,
  ) {}

  list({ tenantId }: Person, keyId: string, { limit, cursor }: PageQuery): Promise<Page<KeyVersion>> {
    const [before] = readCursor(cursor, [CURSOR_PART.number]) ?? [];
    return this.database.inTenant(tenantId, async (manager) => {
      await this.keys.get(manager, tenantId, keyId);
      const rows = await this.versions.list(manager, tenantId, keyId, limit, before ? Number(before) : null);
      return toPage(rows, limit, toKeyVersion, (row) => [String(row.version)]);
    });
  }
}
