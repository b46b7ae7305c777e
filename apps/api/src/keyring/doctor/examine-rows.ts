import type { QueryRunner } from 'typeorm';
import { type Keyring, UnopenableValueError } from '../keyring.js';
import { asDoor } from '../rewrap/rewrap.repository.js';
import { placeOf, SEALED_TABLES, type SealedTable } from '../rewrap/sealed-tables.js';

const AT_ONCE = 500;

/** A row that does not open, by its place; never by what is in it. */
export interface ClosedRow {
  readonly table: string;
  readonly place: string;
  readonly masterKeyId: string;
}

type Row = Readonly<Record<string, string>> & {
  readonly format: number;
  readonly master_key_id: string;
  readonly wrapped_data_key: Buffer;
  readonly sealed_value: Buffer;
};

/** Opens every sealed row, a few at a time, and yields those that do not open. Takes what to tell how many it saw. */
export async function* examineRows(
  runner: QueryRunner,
  keyring: Keyring,
  seen: (rows: number) => void,
): AsyncGenerator<ClosedRow> {
  let count = 0;
  for (const table of SEALED_TABLES) {
    let after: readonly string[] | null = null;
    for (;;) {
      const rows: Row[] = await readRows(runner, table, after);
      for (const row of rows) if (!opens(keyring, table, row)) yield toClosed(table, row);
      count += rows.length;
      seen(count);
      const last = rows.at(-1);
      if (!last) break;
      after = placeOf(table).map((column) => String(last[column]));
    }
  }
}

function readRows(runner: QueryRunner, table: SealedTable, after: readonly string[] | null): Promise<Row[]> {
  const { name, more } = table;
  const place = placeOf(table);
  const order = place.join(', ');
  const behind =
    after === null ? '' : `WHERE (${order}) > (${place.map((_, index) => `$${index + 1}`).join(', ')})`;
  return asDoor(runner, () =>
    runner.query(
      `SELECT ${[...place, ...more].join(', ')}, format, master_key_id, wrapped_data_key, sealed_value
       FROM ${name} ${behind} ORDER BY ${order} LIMIT ${AT_ONCE}`,
      [...(after ?? [])],
    ),
  );
}

function opens(keyring: Keyring, table: SealedTable, row: Row): boolean {
  try {
    const { format, master_key_id: masterKeyId, wrapped_data_key, sealed_value } = row;
    const sealed = { format, masterKeyId, wrappedDataKey: wrapped_data_key, sealedValue: sealed_value };
    keyring.open(sealed, table.bindingOf(row));
    return true;
  } catch (error) {
    if (error instanceof UnopenableValueError) return false;
    throw error;
  }
}

function toClosed(table: SealedTable, row: Row): ClosedRow {
  return {
    table: table.name,
    place: placeOf(table)
      .map((column) => String(row[column]))
      .join(', '),
    masterKeyId: row.master_key_id,
  };
}
