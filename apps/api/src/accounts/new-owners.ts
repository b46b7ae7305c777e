import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../access/browser.js';
import { actorOf } from '../access/person.js';
import type { Member } from '../access/sessions.repository.js';
import type { AuditAction } from '../audit/audit-entry.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { callerIn } from '../http/caller.js';
import { newIdentifier } from '../identifiers/identifier.js';
import { AccountsRepository } from './accounts.repository.js';
import { Passwords } from './passwords.js';
import { type OpenedSession, SessionsService } from './sessions.service.js';

/** Who is to own a tenant of their own. */
export interface NewOwner {
  readonly email: string;
  readonly password: string;
  readonly tenantName: string;
}

/** Creates a tenant, its owner's account and a first session: all of it, with its record, or nothing. */
@Injectable()
export class NewOwners {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly passwords: Passwords,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  /** Takes what must hold within the same transaction; null where it does not. */
  async create(
    { email, password, tenantName }: NewOwner,
    browser: Browser,
    action: AuditAction,
    holds: (manager: EntityManager) => Promise<boolean>,
  ): Promise<OpenedSession | null> {
    const passwordHash = await this.passwords.hashNew(password, [email, tenantName]);
    const member: Member = {
      accountId: newIdentifier('acc'),
      email,
      tenantId: newIdentifier('ten'),
      tenantName,
      role: 'owner',
    };
    return this.database.inTenant(member.tenantId, async (manager) => {
      if (!(await holds(manager))) return null;
      await this.accounts.create(manager, member, passwordHash);
      await this.audit.appendWithin(manager, {
        tenantId: member.tenantId,
        actor: actorOf(member),
        action,
        outcome: 'allowed',
        ...callerIn(browser),
      });
      return this.sessions.openWithin(manager, member, browser);
    });
  }
}
