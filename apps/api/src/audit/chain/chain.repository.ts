import type { QueryRunner } from 'typeorm';
import { RECORD_CHECKSUM } from '../../database/migrations/audit-chain-texts.js';
import type { ChainHead, ChainLink } from './chain-link.js';
import type { ChainedRecord } from './chained-record.js';
import type { ChainSource, Pruned } from './verify-chain.js';

const TIME = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`;

const LINKS_AT_ONCE = 1_000;
const STRAYS_SHOWN = 1_000;

/**
 * Reads the chain as ibyok_door, which sees every tenant's records, in a snapshot of its own. Takes a query
 * runner of the owner's, which it leaves as it was; returns what the work returns.
 */
export async function readingChain<Result>(
  runner: QueryRunner,
  work: (source: ChainSource) => Promise<Result>,
): Promise<Result> {
  await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await runner.query('SET LOCAL ROLE ibyok_door');
    const head = await readHead(runner);
    return await work({
      head,
      pruned: await readPruned(runner),
      links: () => readLinks(runner),
      records: (after, through) => readRecords(runner, after, through),
      changed: (link) => readChanged(runner, link),
      strays: (last) => readStrays(runner, last),
    });
  } finally {
    await runner.query('ROLLBACK');
  }
}

async function readHead(runner: QueryRunner): Promise<ChainHead> {
  const rows: ChainHead[] = await runner.query('SELECT number, last_seq, hash, installation FROM audit_head');
  const [head] = rows;
  if (!head) throw new Error('the chain has no head');
  return head;
}

async function readPruned(runner: QueryRunner): Promise<Pruned | null> {
  const rows: { link: string | null }[] = await runner.query(
    `SELECT max((detail ->> 'throughLink')::bigint) AS link FROM audit_record
     WHERE action = 'audit.pruned' AND actor_type = 'server' AND tenant_id IS NULL`,
  );
  const link = rows[0]?.link ?? null;
  return link === null ? null : { throughLink: BigInt(link) };
}

async function* readLinks(runner: QueryRunner): AsyncGenerator<ChainLink> {
  let after = '-1';
  for (;;) {
    const links: ChainLink[] = await runner.query(
      `SELECT number, ${TIME('at')}, first_seq, last_seq, records, records_hash, previous_hash, hash
       FROM audit_link WHERE number > $1 ORDER BY number LIMIT ${LINKS_AT_ONCE}`,
      [after],
    );
    yield* links;
    const last = links.at(-1);
    if (!last || links.length < LINKS_AT_ONCE) return;
    after = last.number;
  }
}

function readRecords(runner: QueryRunner, after: string, through: string): Promise<ChainedRecord[]> {
  return runner.query(
    `SELECT seq, ${TIME('at')}, tenant_id, actor_type, actor_id, actor_name, action, outcome, reason, key_id,
       key_version, token_id, environment, effective_mode, source, request_id, ip, detail::text
     FROM audit_record AS record WHERE seq > $1 AND seq <= $2 ORDER BY record.seq, record.at`,
    [after, through],
  );
}

/** The database's own hash does: this only says where to look in a link that is known to be broken. */
async function readChanged(runner: QueryRunner, { first_seq, last_seq }: ChainLink): Promise<string[]> {
  const rows: { seq: string }[] = await runner.query(
    `SELECT seq FROM audit_record WHERE seq BETWEEN $1 AND $2 AND checksum <> ${RECORD_CHECKSUM} ORDER BY seq`,
    [first_seq, last_seq],
  );
  return rows.map(({ seq }) => seq);
}

async function readStrays(runner: QueryRunner, last: string): Promise<string[]> {
  const rows: { seq: string }[] = await runner.query(
    `SELECT seq FROM audit_record WHERE seq <= 0 OR seq > $1 ORDER BY seq LIMIT ${STRAYS_SHOWN}`,
    [last],
  );
  return rows.map(({ seq }) => seq);
}
