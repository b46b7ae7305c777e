import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { Problem } from '../../http/problem.js';
import { AccountProof } from '../account-proof.js';
import { AccountsRepository } from '../accounts.repository.js';
import { IdentitiesRepository } from './identities.repository.js';
import type { NewIdentity, OwnIdentities } from './identity.dto.js';

/** How a person signs in. */
@Injectable()
export class OwnIdentitiesService {
  constructor(
    private readonly identities: IdentitiesRepository,
    private readonly accounts: AccountsRepository,
    private readonly proof: AccountProof,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  list({ accountId }: Person): Promise<OwnIdentities> {
    return this.database.asAccount(accountId, async (manager) => ({
      hasPassword: await this.accounts.hasPassword(manager, accountId),
      items: (await this.identities.list(manager, accountId)).map(({ linkedAt, ...shown }) => ({
        ...shown,
        linkedAt: linkedAt.toISOString(),
      })),
    }));
  }

  /**
   * A session that was left open must not be enough to come back by: an account's password has to be right.
   * Throws as AccountProof does, where the account has one.
   */
  async proveForLinking(person: Person, { password = '', code }: NewIdentity): Promise<void> {
    const { accountId, email } = person;
    const has = await this.database.asAccount(accountId, (manager) =>
      this.accounts.hasPassword(manager, accountId),
    );
    if (!has) return;
    await this.proof.prove({ email, password, code }, person, ({ code: reason }) =>
      this.audit.append({ ...entryOf(person), action: 'identity.linked', outcome: 'denied', reason }),
    );
  }

  /** Throws 404 `identity_not_found`, and 409 `last_sign_in_method` where nothing else would be left. */
  async unlink(person: Person, id: string): Promise<void> {
    const { accountId, tenantId } = person;
    await this.database.inTenant(tenantId, async (manager) => {
      await this.database.actAs(manager, accountId);
      await this.accounts.lock(manager, accountId);
      const linked = await this.identities.list(manager, accountId);
      const identity = linked.find((one) => one.id === id);
      if (!identity) throw new Problem(404, 'identity_not_found', 'There is no such identity.');
      if (linked.length === 1 && !(await this.accounts.hasPassword(manager, accountId))) {
        const detail = 'It is the only way to sign in to this account. Link another one first.';
        throw new Problem(409, 'last_sign_in_method', detail);
      }
      await this.identities.unlink(manager, accountId, id);
      const { provider, name } = identity;
      const detail = { provider, name };
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'identity.unlinked',
        outcome: 'allowed',
        detail,
      });
    });
  }
}
