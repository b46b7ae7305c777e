import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';

/** The way to a tenant's rows, but for the doors between tenants: a transaction in which row-level security shows that tenant alone. */
@Injectable()
export class TenantDatabase {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Runs work in one transaction that sees and writes this tenant's rows only. */
  async inTenant<Result>(
    tenantId: string,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return this.inTransaction('ibyok.tenant_id', tenantId, work);
  }

  /** As inTenant, with every statement seeing the same moment; for work that only reads. */
  async inSnapshot<Result>(
    tenantId: string,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await setLocally(manager, 'ibyok.tenant_id', tenantId);
      return work(manager);
    });
  }

  /** Runs work in one transaction that sees an account's own memberships, in whichever tenants. */
  async asAccount<Result>(
    accountId: string,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return this.inTransaction('ibyok.account_id', accountId, work);
  }

  /** Moves the rest of a transaction from one tenant into another. */
  async enter(manager: EntityManager, tenantId: string): Promise<void> {
    await setLocally(manager, 'ibyok.tenant_id', tenantId);
  }

  /** Lets the rest of a transaction see an account and its memberships, too. */
  async actAs(manager: EntityManager, accountId: string): Promise<void> {
    await setLocally(manager, 'ibyok.account_id', accountId);
  }

  private inTransaction<Result>(
    setting: string,
    value: string,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      await setLocally(manager, setting, value);
      return work(manager);
    });
  }
}

async function setLocally(manager: EntityManager, setting: string, value: string): Promise<void> {
  await manager.query('SELECT set_config($1, $2, true)', [setting, value]);
}
