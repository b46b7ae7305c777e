import type { Client } from 'pg';

/** A table with the columns that are stored, in their order. */
export interface BackupTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * What a backup leaves out: sessions and invitations, which must not come back to life; counts of attempts,
 * which are about now; and the list of migrations, which makes the tables.
 */
const LEFT_OUT = ['session', 'invitation', 'attempt_window', 'migrations'];

const TABLES = `
  SELECT pg_class.oid, relname AS name, relrowsecurity AS walled,
    (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
     WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
    (SELECT coalesce(array_agg(DISTINCT parent.relname::text), '{}') FROM pg_constraint
     JOIN pg_class parent ON parent.oid = confrelid
     WHERE conrelid = pg_class.oid AND contype = 'f' AND confrelid <> conrelid) AS parents,
    EXISTS (SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = relname
      AND roles @> '{ibyok_door}' AND cmd IN ('SELECT', 'ALL') AND qual = 'true') AS open
  FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
    AND relname <> ALL ($1)
  ORDER BY relname`;

interface TableRow extends BackupTable {
  readonly walled: boolean;
  readonly open: boolean;
  readonly parents: readonly string[];
}

/**
 * The tables that a backup holds, each behind those that it refers to. Throws where ibyok_door would not see
 * every row of one: a backup that lacks rows must not look like one.
 */
export async function backupTables(client: Client): Promise<readonly BackupTable[]> {
  const { rows } = await client.query<TableRow>(TABLES, [LEFT_OUT]);
  const hidden = rows.find(({ walled, open }) => walled && !open);
  if (hidden) throw new Error(`the table ${hidden.name} does not show all its rows to ibyok_door`);
  return inOrder(rows);
}

function inOrder(rows: readonly TableRow[]): readonly BackupTable[] {
  const ordered: TableRow[] = [];
  let waiting = rows;
  while (waiting.length > 0) {
    const placed = new Set([...LEFT_OUT, ...ordered.map(({ name }) => name)]);
    const ready = waiting.filter(({ parents }) => parents.every((parent) => placed.has(parent)));
    if (ready.length === 0) throw new Error('tables refer to one another in a circle');
    ordered.push(...ready);
    waiting = waiting.filter((row) => !ready.includes(row));
  }
  return ordered.map(({ name, columns }) => ({ name, columns }));
}

/** A name as SQL has it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
