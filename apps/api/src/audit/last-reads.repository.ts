import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** When keys and tokens were last used for a fetch, to within ten seconds. */
@Injectable()
export class LastReadsRepository {
  /** The times by id, of keys or tokens; what was never used is absent. Runs in the tenant's transaction. */
  async of(
    manager: EntityManager,
    tenantId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Date>> {
    const rows: { id: string; at: Date }[] = await manager.query(
      'SELECT id, at FROM last_read WHERE tenant_id = $1 AND id = ANY ($2)',
      [tenantId, ids],
    );
    return new Map(rows.map(({ id, at }) => [id, at]));
  }
}
