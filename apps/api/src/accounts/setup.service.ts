import { Injectable } from '@nestjs/common';
import { actorOf } from '../access/person.js';
import type { Member } from '../access/sessions.repository.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Caller } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { newIdentifier } from '../identifiers/identifier.js';
import type { SetupBody, SetupState } from './accounts.dto.js';
import { AccountsRepository } from './accounts.repository.js';
import { Passwords } from './passwords.js';
import { SetupRepository } from './setup.repository.js';

/** Creates the first owner, once. */
@Injectable()
export class SetupService {
  constructor(
    private readonly setup: SetupRepository,
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  async state(): Promise<SetupState> {
    return { needed: await this.setup.isNeeded() };
  }

  /** Uses the setup token up and creates tenant, account and ownership with it, all or nothing. */
  async complete(body: SetupBody, caller: Caller): Promise<Member> {
    if (!(await this.setup.isNeeded())) {
      throw new Problem(409, 'setup_done', 'The first owner exists already. Sign in instead.');
    }
    if (!(await this.setup.offers(body.setupToken))) throw await this.refuse(caller);
    const passwordHash = await this.passwords.hash(body.password);
    const member: Member = {
      accountId: newIdentifier('acc'),
      email: body.email,
      tenantId: newIdentifier('ten'),
      tenantName: body.tenantName,
      role: 'owner',
    };
    const created = await this.database.inTenant(member.tenantId, async (manager) => {
      if (!(await this.setup.useToken(manager, body.setupToken))) return false;
      await this.accounts.create(manager, member, passwordHash);
      await this.audit.appendWithin(manager, {
        tenantId: member.tenantId,
        actor: actorOf(member),
        action: 'setup.completed',
        outcome: 'allowed',
        ...caller,
      });
      return true;
    });
    if (!created) throw await this.refuse(caller);
    return member;
  }

  private async refuse(caller: Caller): Promise<Problem> {
    await this.audit.append({
      tenantId: null,
      actor: { type: 'anonymous', id: null, name: null },
      action: 'setup.completed',
      outcome: 'denied',
      reason: 'setup_token_invalid',
      ...caller,
    });
    return new Problem(
      403,
      'setup_token_invalid',
      'This setup token does not count. The server prints the one that does when it starts.',
    );
  }
}
