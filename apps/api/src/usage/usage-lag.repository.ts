import type { QueryRunner } from 'typeorm';

/** How far the sums are behind the record. */
export interface UsageLag {
  readonly records: number;
  /** When the first of them was recorded; null where there are none. */
  readonly since: Date | null;
  /** Whole ones since then, by the database's clock. */
  readonly seconds: number;
}

/** Takes the connection of the tables' owner. Records from before there was a chain are as old as their link. */
export async function readUsageLag(runner: Pick<QueryRunner, 'query'>): Promise<UsageLag> {
  const rows: { records: number; since: Date | null; seconds: number | null }[] = await runner.query(
    `SELECT (audit_head.last_seq - mark.through_seq)::float8 AS records, later.at AS since,
       greatest(floor(extract(epoch FROM now() - later.at)), 0)::float8 AS seconds
     FROM usage_watermark AS mark CROSS JOIN audit_head
     LEFT JOIN LATERAL (
       SELECT at FROM audit_link WHERE number > mark.through_link ORDER BY number LIMIT 1
     ) AS later ON true`,
  );
  const [lag] = rows;
  if (!lag) throw new Error('the sums have no watermark');
  return { ...lag, records: lag.since === null ? 0 : lag.records, seconds: lag.seconds ?? 0 };
}
