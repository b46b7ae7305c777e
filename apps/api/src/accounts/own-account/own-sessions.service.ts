import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { CURSOR_PART, type Page, type PageQuery, readCursor, toPage } from '../../http/page.js';
import type { OwnSession } from './own-account.dto.js';
import { OwnSessionsRepository } from './own-sessions.repository.js';

/** Where a person is signed in. */
@Injectable()
export class OwnSessionsService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly sessions: OwnSessionsRepository,
    private readonly audit: AuditLog,
  ) {}

  list({ accountId, sessionId }: Person, { limit, cursor }: PageQuery): Promise<Page<OwnSession>> {
    const after = readCursor(cursor, [CURSOR_PART.time, CURSOR_PART.identifier]);
    return this.database.asAccount(accountId, async (manager) =>
      toPage(
        await this.sessions.list(manager, accountId, limit, after),
        limit,
        ({ id, createdAt, expiresAt, ip, userAgent }) => ({
          id,
          createdAt: createdAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
          ip,
          userAgent,
          isThis: id === sessionId,
        }),
        ({ createdAt, id }) => [createdAt.toISOString(), id],
      ),
    );
  }

  /** Signs a person out everywhere, in every tenant, here too. */
  async endAll(person: Person): Promise<void> {
    await this.database.inTenant(person.tenantId, async (manager) => {
      await this.database.actAs(manager, person.accountId);
      const sessions = await this.sessions.endAll(manager, person.accountId);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'sessions.ended',
        outcome: 'allowed',
        detail: { sessions },
      });
    });
  }
}
