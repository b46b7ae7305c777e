import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Member } from '../../access/sessions.repository.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { Problem } from '../../http/problem.js';
import { AccountsRepository } from '../accounts.repository.js';
import { IdentitiesRepository, type LinkedIdentity } from './identities.repository.js';
import type { ProvedIdentity } from './identity-provider.js';
import { signInFailed } from './provider-errors.js';

/** Links identities to accounts within the transaction of what they are linked for. */
@Injectable()
export class IdentityLinks {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly accounts: AccountsRepository,
    private readonly database: TenantDatabase,
  ) {}

  /** A new account without a password, which the identity opens. */
  async createAccount(
    manager: EntityManager,
    account: Pick<Member, 'accountId' | 'email'>,
    identity: ProvedIdentity,
  ): Promise<void> {
    await this.accounts.createAccount(manager, account, null);
    await this.add(manager, account.accountId, identity);
  }

  /** Throws 409 `identity_taken` where the identity is linked already. */
  async add(manager: EntityManager, accountId: string, identity: ProvedIdentity): Promise<void> {
    await this.database.actAs(manager, accountId);
    if (await this.identities.link(manager, accountId, identity)) return;
    throw new Problem(409, 'identity_taken', 'This identity is linked to another account.');
  }

  /** Throws 401 where the identity has been unlinked meanwhile. */
  async hold(manager: EntityManager, linked: LinkedIdentity): Promise<void> {
    await this.database.actAs(manager, linked.accountId);
    if (!(await this.identities.hold(manager, linked))) throw signInFailed();
  }
}
