import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ANSWERED_FETCH } from './fetched.js';
import { type UsageMark, UsageMarkRepository } from './usage-mark.repository.js';

/** Fetches of one key by one token, of one version in one environment and mode, since the first. */
export interface ReaderRow {
  readonly tokenId: string;
  /** Null where the token is not there any more. */
  readonly tokenName: string | null;
  readonly tokenRevokedAt: Date | null;
  readonly version: number;
  readonly environment: string;
  readonly effectiveMode: string;
  readonly fetches: string;
  readonly lastAt: Date;
}

/** Where a reader is in the order of the list. */
export type ReaderPosition = Pick<ReaderRow, 'version' | 'tokenId' | 'environment' | 'effectiveMode'>;

/** Tells who fetched a key. Every call runs in a snapshot of the tenant's. */
@Injectable()
export class ReadersRepository {
  constructor(private readonly marks: UsageMarkRepository) {}

  /** Whether the tenant has the key. */
  async hasKey(manager: EntityManager, tenantId: string, keyId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query('SELECT FROM key WHERE tenant_id = $1 AND id = $2', [
      tenantId,
      keyId,
    ]);
    return rows.length > 0;
  }

  /** A page of a key's readers, those of the newest version first, one more than the limit where there are more. */
  async readersOf(
    manager: EntityManager,
    tenantId: string,
    keyId: string,
    limit: number,
    after: ReaderPosition | null,
  ): Promise<ReaderRow[]> {
    const mark = await this.marks.read(manager);
    return manager.query(
      `WITH reader AS (
         SELECT key_version AS version, token_id, environment, effective_mode, sum(fetches) AS fetches,
           max(last_at) AS last_at
         FROM (
           SELECT key_version, token_id, environment, effective_mode, fetches, last_at FROM usage_day
           WHERE tenant_id = $1 AND key_id = $2 ${unsummedOf(mark)}
         ) AS fetched
         GROUP BY 1, 2, 3, 4
       )
       SELECT reader.token_id AS "tokenId", token.name AS "tokenName", token.revoked_at AS "tokenRevokedAt",
         reader.version, reader.environment, reader.effective_mode AS "effectiveMode", reader.fetches,
         reader.last_at AS "lastAt"
       FROM reader LEFT JOIN access_token token ON token.tenant_id = $1 AND token.id = reader.token_id
       WHERE $5::integer IS NULL
         OR (-reader.version, reader.token_id COLLATE "C", reader.environment, reader.effective_mode)
           > (-$5, $6::text, $7::text, $8::text)
       ORDER BY reader.version DESC, reader.token_id COLLATE "C", reader.environment, reader.effective_mode
       LIMIT $9`,
      [
        ...[tenantId, keyId, mark.throughSeq, mark.unsummedFrom],
        ...[after?.version ?? null, after?.tokenId, after?.environment, after?.effectiveMode],
        limit + 1,
      ],
    );
  }
}

/** Without records behind the watermark there is nothing to look for; the parameters are named all the same. */
function unsummedOf({ unsummedFrom }: UsageMark): string {
  if (unsummedFrom === null) return 'AND $3::bigint IS NOT NULL AND $4::timestamptz IS NULL';
  return `UNION ALL
    SELECT coalesce(key_version, 0), token_id, environment, effective_mode, 1, at FROM audit_record
    WHERE tenant_id = $1 AND key_id = $2 AND ${ANSWERED_FETCH}
      AND at >= $4::timestamptz AND seq > $3::bigint`;
}
