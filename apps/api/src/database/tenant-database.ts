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

  /** Runs work in one transaction that sees an account's own memberships, in whichever tenants. */
  async asAccount<Result>(
    accountId: string,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return this.inTransaction('ibyok.account_id', accountId, work);
  }

  private inTransaction<Result>(
    setting: string,
    value: string,
    work: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    return this.dataSource.transaction(async (manager) => {
      await manager.query('SELECT set_config($1, $2, true)', [setting, value]);
      return work(manager);
    });
  }
}
