import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { entryOf, type Person } from '../../access/person.js';
import type { AuditAction } from '../../audit/audit-entry.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { AccountsRepository } from '../accounts.repository.js';

/** What a change came to, and what its record says of it. */
export interface AccountChange<Result> {
  readonly result: Result;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Changes how an account is proved: with its record in the workspace that the person is in, or not at all. */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly database: TenantDatabase,
    private readonly accounts: AccountsRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Runs work in one transaction as the account, which nobody can sign in to meanwhile. */
  run<Result>(
    person: Person,
    action: AuditAction,
    work: (manager: EntityManager) => Promise<AccountChange<Result>>,
  ): Promise<Result> {
    return this.database.inTenant(person.tenantId, async (manager) => {
      await this.database.actAs(manager, person.accountId);
      await this.accounts.lock(manager, person.accountId);
      const { result, detail } = await work(manager);
      await this.audit.appendWithin(manager, { ...entryOf(person), action, outcome: 'allowed', detail });
      return result;
    });
  }

  /** Records that such a change was refused. */
  refused(person: Person, action: AuditAction, reason: string): Promise<void> {
    return this.audit.append({ ...entryOf(person), action, outcome: 'denied', reason });
  }
}
