import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Member } from '../access/sessions.repository.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { AccountEntity, MembershipEntity, TenantEntity } from './accounts.entities.js';

/** Reads and writes people and their memberships. */
@Injectable()
export class AccountsRepository {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly database: TenantDatabase,
  ) {}

  /** The account of an e-mail address, however it is written. */
  async findByEmail(email: string): Promise<AccountEntity | null> {
    const rows: AccountEntity[] = await this.dataSource.query(
      `SELECT id, email, email_normalized AS "emailNormalized", password_hash AS "passwordHash"
       FROM find_account($1)`,
      [normalizeEmail(email)],
    );
    return rows[0] ?? null;
  }

  /** The tenant that an account used last, else the first it joined. */
  async findTenantIdOf(accountId: string): Promise<string | null> {
    const rows: { tenantId: string }[] = await this.database.asAccount(accountId, (manager) =>
      manager.query(
        `SELECT tenant_id AS "tenantId" FROM membership WHERE account_id = $1
         ORDER BY last_used_at DESC NULLS LAST, created_at, tenant_id LIMIT 1`,
        [accountId],
      ),
    );
    return rows[0]?.tenantId ?? null;
  }

  /** Notes that a member opens a session; false where they are one no longer. Within the tenant's transaction. */
  async noteUse(manager: EntityManager, { tenantId, accountId }: Member): Promise<boolean> {
    const [, count]: [unknown, number] = await manager.query(
      'UPDATE membership SET last_used_at = now() WHERE tenant_id = $1 AND account_id = $2',
      [tenantId, accountId],
    );
    return count === 1;
  }

  /** An account as a member of a tenant; within the tenant's transaction. */
  async findMember(
    manager: EntityManager,
    tenantId: string,
    account: Pick<AccountEntity, 'id' | 'email'>,
  ): Promise<Member | null> {
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

  /**
   * True where an account's password is still the one that was checked; keeps it from being changed until
   * the transaction ends. Within a transaction that sees the account.
   */
  async holdPassword(
    manager: EntityManager,
    { id, passwordHash }: Pick<AccountEntity, 'id' | 'passwordHash'>,
  ): Promise<boolean> {
    const rows: { same: boolean }[] = await manager.query(
      'SELECT password_hash = $2 AS same FROM account WHERE id = $1 FOR SHARE',
      [id, passwordHash],
    );
    return rows[0]?.same ?? false;
  }

  /** True where an account has a password; within a transaction that sees the account. */
  async hasPassword(manager: EntityManager, accountId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      'SELECT FROM account WHERE id = $1 AND password_hash IS NOT NULL',
      [accountId],
    );
    return rows.length > 0;
  }

  /** Keeps proofs of an account from counting until the transaction ends; within one that sees the account. */
  async lock(manager: EntityManager, accountId: string): Promise<void> {
    await manager.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
  }

  /** Gives an account another password, unless it was changed meanwhile: then it returns false. */
  async changePassword(
    manager: EntityManager,
    { id, passwordHash }: Pick<AccountEntity, 'id' | 'passwordHash'>,
    newHash: string,
  ): Promise<boolean> {
    if (passwordHash === null) return false;
    const { affected } = await manager.update(AccountEntity, { id, passwordHash }, { passwordHash: newHash });
    return affected === 1;
  }

  /** Creates a tenant, an account and its membership; within the new tenant's transaction. */
  async create(manager: EntityManager, member: Member, passwordHash: string | null): Promise<void> {
    await manager.insert(TenantEntity, { id: member.tenantId, name: member.tenantName });
    await this.createAccount(manager, member, passwordHash);
    await manager.insert(MembershipEntity, {
      tenantId: member.tenantId,
      accountId: member.accountId,
      role: member.role,
    });
  }

  /** Creates an account that is nobody's member yet. */
  async createAccount(
    manager: EntityManager,
    { accountId, email }: Pick<Member, 'accountId' | 'email'>,
    passwordHash: string | null,
  ): Promise<void> {
    const emailNormalized = normalizeEmail(email);
    await manager.insert(AccountEntity, { id: accountId, email, emailNormalized, passwordHash });
  }
}

/** One account for `Bob@x`, `bob@x ` and `BOB@X`. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}
