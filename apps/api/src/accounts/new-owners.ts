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
import { type OpenedSession, SessionsService } from './sessions.service.js';

/** Who is to own a tenant of their own. */
export interface NewOwner {
  readonly email: string;
  /** Null: they sign in by a provider. */
  readonly passwordHash: string | null;
  readonly tenantName: string;
}

/** What belongs to the same transaction. */
interface NewOwnerSteps {
  /** What must hold, or nothing is created. */
  readonly holds?: (manager: EntityManager) => Promise<boolean>;
  /** What else the new account needs. */
  readonly complete?: (manager: EntityManager, member: Member) => Promise<void>;
}

/** Creates a tenant, its owner's account and a first session: all of it, with its record, or nothing. */
@Injectable()
export class NewOwners {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  /** Null where what must hold does not. */
  async create(
    { email, passwordHash, tenantName }: NewOwner,
    browser: Browser,
    action: AuditAction,
    { holds, complete }: NewOwnerSteps = {},
  ): Promise<OpenedSession | null> {
    const member: Member = {
      accountId: newIdentifier('acc'),
      email,
      tenantId: newIdentifier('ten'),
      tenantName,
      role: 'owner',
    };
    return this.database.inTenant(member.tenantId, async (manager) => {
      if (holds && !(await holds(manager))) return null;
      await this.accounts.create(manager, member, passwordHash);
      await complete?.(manager, member);
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
