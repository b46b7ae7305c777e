import type { QueryRunner } from 'typeorm';
import { lockBesideAppends } from './lock-beside-appends.js';

/**
 * Builds an index on the record while servers append to it: month by month, as PostgreSQL builds none CONCURRENTLY
 * on all of a partitioned table. For a migration without a transaction (`readonly transaction = false`), which may have ended
 * half-way before. Takes the index's name and what stands behind the table's, as `(tenant_id, seq)`.
 */
export async function buildAuditRecordIndex(
  queryRunner: QueryRunner,
  name: string,
  definition: string,
): Promise<void> {
  await lockBesideAppends(queryRunner, () =>
    queryRunner.query(`CREATE INDEX IF NOT EXISTS ${name} ON ONLY audit_record ${definition}`),
  );
  const months: { month: string }[] = await queryRunner.query(
    `SELECT part.inhrelid::regclass::text AS month FROM pg_inherits AS part
     WHERE part.inhparent = 'audit_record'::regclass AND NOT EXISTS (
       SELECT FROM pg_inherits AS attached JOIN pg_index ON pg_index.indexrelid = attached.inhrelid
       WHERE attached.inhparent = $1::regclass AND pg_index.indrelid = part.inhrelid
     )
     ORDER BY 1`,
    [name],
  );
  for (const { month } of months) {
    const ofMonth = `${month}_${name}`;
    // An attempt that ended left an index that nobody uses.
    await queryRunner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${ofMonth}`);
    await queryRunner.query(`CREATE INDEX CONCURRENTLY ${ofMonth} ON ${month} ${definition}`);
    // It asks for the month's index alone: whoever reads the month may have had it in hand since the build began.
    await lockBesideAppends(queryRunner, () =>
      queryRunner.query(`ALTER INDEX ${name} ATTACH PARTITION ${ofMonth}`),
    );
  }
}
