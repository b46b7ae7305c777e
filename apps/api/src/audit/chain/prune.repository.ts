import type { QueryRunner } from 'typeorm';
import type { AuditEntry } from '../audit-entry.js';
import { appendAuditRecords } from '../audit-records.repository.js';

/** What was removed from the record: its months, and up to which record and link. */
export interface Pruning {
  readonly months: readonly string[];
  readonly throughSeq: string;
  readonly throughLink: string;
}

/** Records that were to be removed are not in the sums of usage yet. */
export class UnsummedRecordsError extends Error {}

/**
 * Removes the partitions of the months before one (`2026-01`), and records that; null where there is none. The
 * links stay, so the chain still holds. Takes a query runner of the tables' owner. Throws UnsummedRecordsError.
 */
export async function pruneBefore(runner: QueryRunner, month: string): Promise<Pruning | null> {
  await runner.startTransaction();
  try {
    // Nothing is appended meanwhile: what is removed is what is recorded as removed.
    await runner.query('SELECT FROM audit_head FOR UPDATE');
    const months = await monthsBefore(runner, month);
    const pruning = await dropMonths(runner, months);
    await runner.commitTransaction();
    return pruning;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

async function dropMonths(runner: QueryRunner, months: readonly string[]): Promise<Pruning | null> {
  let through = 0n;
  for (const month of months) {
    const name = tableOf(month);
    await runner.query(`ALTER TABLE ${name} NO FORCE ROW LEVEL SECURITY`);
    const rows: { last: string | null }[] = await runner.query(`SELECT max(seq) AS last FROM ${name}`);
    const last = BigInt(rows[0]?.last ?? 0);
    if (last > through) through = last;
    await runner.query(`DROP TABLE ${name}`);
  }
  if (through === 0n) return null;
  await assertSummed(runner, through);
  const links: { number: string; hash: Buffer }[] = await runner.query(
    'SELECT number, hash FROM audit_link WHERE first_seq <= $1 ORDER BY number DESC LIMIT 1',
    [String(through)],
  );
  const [link] = links;
  if (!link) throw new Error('records without a link');
  const detail = { throughSeq: String(through), throughLink: link.number, hash: link.hash.toString('hex') };
  await appendAuditRecords(runner.manager, [{ ...PRUNED, detail: { ...detail, months } }]);
  return { months, throughSeq: detail.throughSeq, throughLink: detail.throughLink };
}

/** Usage outlives the records that it is summed from. */
async function assertSummed(runner: QueryRunner, through: bigint): Promise<void> {
  const rows: { seq: string }[] = await runner.query('SELECT through_seq AS seq FROM usage_watermark');
  if (BigInt(rows[0]?.seq ?? 0) < through) throw new UnsummedRecordsError();
}

const PRUNED: Omit<AuditEntry, 'requestId' | 'ip'> & {
  readonly requests: readonly { readonly requestId: null; readonly ip: null }[];
} = {
  tenantId: null,
  actor: { type: 'server', id: null, name: null },
  action: 'audit.pruned',
  outcome: 'allowed',
  requests: [{ requestId: null, ip: null }],
};

/** The months that have a partition, as `2026-01`. */
async function monthsBefore(runner: QueryRunner, month: string): Promise<string[]> {
  const rows: { name: string }[] = await runner.query(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = 'public.audit_record'::regclass AND relname ~ '^audit_record_[0-9]{4}_[0-9]{2}$' ORDER BY 1`,
  );
  const months = rows.map(({ name }) => name.slice('audit_record_'.length).replace('_', '-'));
  return months.filter((one) => one < month);
}

function tableOf(month: string): string {
  return `public.audit_record_${month.replace('-', '_')}`;
}
