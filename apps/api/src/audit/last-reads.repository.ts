import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** When values were last fetched, read from the record itself. Every call runs in the tenant's transaction. */
@Injectable()
export class LastReadsRepository {
  /** The time of each key's last answered fetch; keys never fetched are absent. */
  ofKeys(
    manager: EntityManager,
    tenantId: string,
    keyIds: readonly string[],
  ): Promise<ReadonlyMap<string, Date>> {
    return lastReads(manager, 'key_id', tenantId, keyIds);
  }

  /** The time of each token's last answered fetch; tokens never used are absent. */
  ofTokens(
    manager: EntityManager,
    tenantId: string,
    tokenIds: readonly string[],
  ): Promise<ReadonlyMap<string, Date>> {
    return lastReads(manager, 'token_id', tenantId, tokenIds);
  }
}

async function lastReads(
  manager: EntityManager,
  column: 'key_id' | 'token_id',
  tenantId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  const rows: { id: string; at: Date }[] = await manager.query(
    `SELECT wanted.id, last.at
     FROM unnest($2::text[]) AS wanted (id)
     JOIN LATERAL (
       SELECT at FROM audit_record
       WHERE tenant_id = $1 AND ${column} = wanted.id AND action = 'key.value.read' AND outcome = 'allowed'
       ORDER BY seq DESC LIMIT 1
     ) last ON true`,
    [tenantId, ids],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}
