import { Injectable } from '@nestjs/common';
import type { Person } from '../../access/person.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../../http/page.js';
import type { OwnTenant } from './tenant.dto.js';
import { TenantsRepository } from './tenants.repository.js';

/** The tenants that a person belongs to. */
@Injectable()
export class TenantsService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly tenants: TenantsRepository,
  ) {}

  list({ accountId }: Person, { limit, cursor }: PageQuery): Promise<Page<OwnTenant>> {
    const after = readCursor(cursor, [CURSOR_PART.time, CURSOR_PART.identifier]);
    return this.database.asAccount(accountId, async (manager) =>
      toPage(
        await this.tenants.list(manager, accountId, limit, after),
        limit,
        ({ id, name, role }) => ({ id, name, role }),
        (row) => [row.joinedAt.toISOString(), row.id],
      ),
    );
  }
}
