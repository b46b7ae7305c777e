import type { QueryRunner } from 'typeorm';
import type { Rewrapped, RewrapStore, SealedRow } from './rewrap.js';
import { placeOf, SEALED_TABLES, type SealedTable } from './sealed-tables.js';

type Row = Readonly<Record<string, string>> & {
  readonly format: number;
  readonly master_key_id: string;
  readonly wrapped_data_key: Buffer;
};

/** How many rows each master key has wrapped. Takes a query runner of the tables' owner. */
export async function countByMasterKey(runner: QueryRunner): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  await asDoor(runner, async () => {
    for (const { name } of SEALED_TABLES) {
      const rows: { id: string; count: string }[] = await runner.query(
        `SELECT master_key_id AS id, count(*) FROM ${name} GROUP BY 1`,
      );
      for (const { id, count } of rows) counts.set(id, (counts.get(id) ?? 0) + Number(count));
    }
  });
  return counts;
}

/** True where a server with this master key has announced itself. */
export async function isAnnounced(runner: QueryRunner, masterKeyId: string): Promise<boolean> {
  const rows: unknown[] = await runner.query('SELECT FROM master_key WHERE id = $1', [masterKeyId]);
  return rows.length > 0;
}

/** The rewrap's store in the database, through the one role that sees every tenant's rows. */
export function rewrapStore(runner: QueryRunner): RewrapStore {
  return {
    change: (table, masterKeyId, after, limit, work) =>
      asDoor(runner, async () => {
        const rows = await readRows(runner, table, masterKeyId, after, limit);
        const changed = work(rows);
        if (changed.length > 0) await writeRows(runner, table, changed);
        return rows.at(-1)?.place ?? null;
      }),
  };
}

/** Runs work as ibyok_door in one transaction, beside which row-level security hides nothing. */
export async function asDoor<Result>(runner: QueryRunner, work: () => Promise<Result>): Promise<Result> {
  await runner.startTransaction();
  try {
    await runner.query('SET LOCAL ROLE ibyok_door');
    const result = await work();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

async function readRows(
  runner: QueryRunner,
  table: SealedTable,
  masterKeyId: string,
  after: readonly string[] | null,
  limit: number,
): Promise<readonly SealedRow[]> {
  const { name, more, bindingOf } = table;
  const place = placeOf(table);
  const order = place.join(', ');
  const behind =
    after === null ? '' : `AND (${order}) > (${place.map((_, index) => `$${index + 2}`).join(', ')})`;
  const rows: Row[] = await runner.query(
    `SELECT ${[...place, ...more].join(', ')}, format, master_key_id, wrapped_data_key FROM ${name}
     WHERE master_key_id = $1 ${behind} ORDER BY ${order} LIMIT ${limit} FOR UPDATE`,
    [masterKeyId, ...(after ?? [])],
  );
  return rows.map((row) => ({
    place: place.map((column) => String(row[column])),
    binding: bindingOf(row),
    format: row.format,
    masterKeyId: row.master_key_id,
    wrappedDataKey: row.wrapped_data_key,
  }));
}

async function writeRows(
  runner: QueryRunner,
  table: SealedTable,
  changed: readonly Rewrapped[],
): Promise<void> {
  const columns = table.place.map((_, index) => changed.map((row) => row.place[index]));
  const arrays = table.place.map(({ type }, index) => `$${index + 3}::${type}[]`).join(', ');
  const place = placeOf(table);
  await runner.query(
    `UPDATE ${table.name} SET master_key_id = new.master_key_id, wrapped_data_key = new.wrapped_data_key
     FROM unnest($1::text[], $2::bytea[], ${arrays}) AS new (master_key_id, wrapped_data_key, ${place.join(', ')})
     WHERE ${place.map((column) => `${table.name}.${column} = new.${column}`).join(' AND ')}`,
    [changed.map((row) => row.masterKeyId), changed.map((row) => row.wrappedDataKey), ...columns],
  );
}
