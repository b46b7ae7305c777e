import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Member } from '../access/sessions.repository.js';
import { AccountEntity, MembershipEntity, TenantEntity } from './accounts.entities.js';

/** Reads and writes people and their memberships. */
@Injectable()
export class AccountsRepository {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The account of an e-mail address, however it is written. */
  findByEmail(email: string): Promise<AccountEntity | null> {
    return this.dataSource.manager.findOneBy(AccountEntity, { emailNormalized: normalizeEmail(email) });
  }

  /** The tenant of an account's membership; within a transaction as that account. */
  async findTenantId(manager: EntityManager, accountId: string): Promise<string | null> {
    const membership = await manager.findOne(MembershipEntity, {
      where: { accountId },
      order: { tenantId: 'ASC' },
    });
    return membership?.tenantId ?? null;
  }

  /** An account as a member of a tenant; within the tenant's transaction. */
  async findMember(manager: EntityManager, tenantId: string, account: AccountEntity): Promise<Member | null> {
    const membership = await manager.findOneBy(MembershipEntity, { tenantId, accountId: account.id });
    const tenant = await manager.findOneBy(TenantEntity, { id: tenantId });
    if (!membership || !tenant) return null;
    return {
      accountId: account.id,
      email: account.email,
      tenantId,
      tenantName: tenant.name,
      role: membership.role,
    };
  }

  /** Creates a tenant, an account and its membership; within the new tenant's transaction. */
  async create(manager: EntityManager, member: Member, passwordHash: string): Promise<void> {
    const { tenantId, accountId, email } = member;
    await manager.insert(TenantEntity, { id: tenantId, name: member.tenantName });
    await manager.insert(AccountEntity, {
      id: accountId,
      email,
      emailNormalized: normalizeEmail(email),
      passwordHash,
    });
    await manager.insert(MembershipEntity, { tenantId, accountId, role: member.role });
  }
}

/** One account for `Bob@x`, `bob@x ` and `BOB@X`. */
function normalizeEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
