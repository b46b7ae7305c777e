import type { EnvironmentDefaults } from '@ibyok/mode-resolution';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

const COLUMNS = `default_development AS development, default_staging AS staging, default_production AS production`;

/** Reads and writes a tenant's environment defaults. Every call runs in the tenant's transaction. */
@Injectable()
export class EnvironmentDefaultsRepository {
  async read(manager: EntityManager, tenantId: string): Promise<EnvironmentDefaults> {
    return one(await manager.query(`SELECT ${COLUMNS} FROM tenant WHERE id = $1`, [tenantId]));
  }

  /** Reads them and keeps others from changing them until the transaction ends. */
  async readForChange(manager: EntityManager, tenantId: string): Promise<EnvironmentDefaults> {
    return one(await manager.query(`SELECT ${COLUMNS} FROM tenant WHERE id = $1 FOR UPDATE`, [tenantId]));
  }

  async write(manager: EntityManager, tenantId: string, defaults: EnvironmentDefaults): Promise<void> {
    await manager.query(
      `UPDATE tenant SET default_development = $2, default_staging = $3, default_production = $4 WHERE id = $1`,
      [tenantId, defaults.development, defaults.staging, defaults.production],
    );
  }
}

function one(rows: readonly EnvironmentDefaults[]): EnvironmentDefaults {
  const [row] = rows;
  if (!row) throw new Error('a signed-in person has a tenant');
  return row;
}
