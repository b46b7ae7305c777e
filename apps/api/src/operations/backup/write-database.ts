import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { CommandError } from '../command-error.js';
import { DamagedBackupError } from './chunk-cipher.js';
import type { BackupAbout, Frame } from './frames.js';
import { type BackupTable, backupTables, quoted } from './tables.repository.js';

/**
 * Loads frames into a migrated database without people, within the client's transaction. Row-level security
 * does not bind the tables' owner meanwhile. Access tokens are suspended unless they are to be kept: one
 * that was revoked since the backup must not count again. Returns how many rows there were. Throws
 * DamagedBackupError, and CommandError where somebody's data is there already.
 */
export async function writeDatabase(
  client: Client,
  { about, keepTokens }: { readonly about: BackupAbout; readonly keepTokens: boolean },
  frames: AsyncIterator<Frame>,
  seen: (rows: number) => void,
): Promise<number> {
  const tables = await backupTables(client);
  for (const { name } of tables) {
    await client.query(`ALTER TABLE ${quoted(name)} NO FORCE ROW LEVEL SECURITY`);
  }
  // Only now does an ordinary owner see what is there.
  await assertEmpty(client);
  // What the migrations themselves put there: in reverse, as rows refer to those of the tables before.
  for (const { name } of [...tables].reverse()) await client.query(`DELETE FROM ${quoted(name)}`);
  if (about.recordedFrom !== null) {
    await client.query('SELECT make_audit_partitions($1, $2)', [about.recordedFrom, about.recordedTo]);
  }
  const rows = await loadTables(client, tables, frames, seen);
  if (!keepTokens) {
    await client.query('UPDATE access_token SET suspended_at = now() WHERE revoked_at IS NULL');
  }
  for (const { name } of tables) await forceAgain(client, name);
  return rows;
}

async function loadTables(
  client: Client,
  tables: readonly BackupTable[],
  frames: AsyncIterator<Frame>,
  seen: (rows: number) => void,
): Promise<number> {
  const known = new Map(tables.map((table) => [table.name, table]));
  let total = 0;
  for (;;) {
    const { value: frame } = await frames.next();
    if (frame?.kind === 'end' && frame.rows === total) break;
    const table = frame?.kind === 'table' ? known.get(frame.name) : undefined;
    if (frame?.kind !== 'table' || !table || !sameColumns(frame.columns, table.columns))
      throw new DamagedBackupError();
    total += await loadTable(client, frame, frames);
    seen(total);
  }
  // Nothing may stand behind the end.
  if (!(await frames.next()).done) throw new DamagedBackupError();
  return total;
}

async function loadTable(
  client: Client,
  { name, columns }: BackupTable,
  frames: AsyncIterator<Frame>,
): Promise<number> {
  const stream = client.query(
    copyFrom(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) FROM STDIN`),
  );
  const end = { rows: -1 };
  await pipeline(Readable.from(tableData(frames, end)), stream);
  if (stream.rowCount !== end.rows) throw new DamagedBackupError();
  return end.rows;
}

/** The data of one table; notes how many rows it is said to be. */
async function* tableData(frames: AsyncIterator<Frame>, end: { rows: number }): AsyncGenerator<Buffer> {
  for (;;) {
    const { value: frame } = await frames.next();
    if (frame?.kind === 'data') yield frame.bytes;
    else if (frame?.kind !== 'tableEnd') throw new DamagedBackupError();
    else {
      end.rows = frame.rows;
      return;
    }
  }
}

/** The order is the backup's; the columns themselves must be the table's. */
function sameColumns(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && others.every((column) => some.includes(column));
}

async function forceAgain(client: Client, name: string): Promise<void> {
  await client.query(`
    DO $$ BEGIN
      IF (SELECT relrowsecurity FROM pg_class WHERE oid = '${quoted(name)}'::regclass) THEN
        ALTER TABLE ${quoted(name)} FORCE ROW LEVEL SECURITY;
      END IF;
    END $$`);
}

async function assertEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT FROM tenant) OR EXISTS (SELECT FROM account) OR EXISTS (SELECT FROM audit_record) AS used`,
  );
  if (!rows[0]?.used) return;
  throw new CommandError('The database holds data already. Restore into an empty one: nothing was changed.');
}
