import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { BackupAbout, Frame } from './frames.js';
import { type BackupTable, backupTables, quoted } from './tables.repository.js';

const NEWLINE = 10;

/**
 * Reads a whole database as frames, from one snapshot, beside servers that go on. Takes what to tell how many
 * rows it has read.
 */
export async function* readDatabase(
  client: Client,
  createdAt: Date,
  seen: (rows: number) => void,
): AsyncGenerator<Frame> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows: migrations } = await client.query<{ name: string }>(
    'SELECT name FROM migrations ORDER BY id',
  );
  const tables = await backupTables(client);
  await client.query('SET LOCAL ROLE ibyok_door');
  const about = { ...(await recordedTimes(client)), createdAt: createdAt.toISOString() };
  yield { kind: 'begin', about: { ...about, migrations: migrations.map(({ name }) => name) } };
  let total = 0;
  for (const table of tables) {
    yield { kind: 'table', ...table };
    let rows = 0;
    for await (const bytes of readTable(client, table)) {
      rows += countLines(bytes);
      seen(total + rows);
      yield { kind: 'data', bytes };
    }
    total += rows;
    yield { kind: 'tableEnd', rows };
  }
  yield { kind: 'end', rows: total };
  await client.query('COMMIT');
}

/** COPY's text form: one row a line, since line feeds within values are escaped. */
async function* readTable(client: Client, { name, columns }: BackupTable): AsyncGenerator<Buffer> {
  const list = columns.map(quoted).join(', ');
  const stream = client.query(copyTo(`COPY (SELECT ${list} FROM ${quoted(name)}) TO STDOUT`));
  for await (const bytes of stream) yield bytes as Buffer;
}

async function recordedTimes(client: Client): Promise<Pick<BackupAbout, 'recordedFrom' | 'recordedTo'>> {
  const { rows } = await client.query<{ from: Date | null; to: Date | null }>(
    'SELECT min(at) AS "from", max(at) AS "to" FROM audit_record',
  );
  const [row] = rows;
  return { recordedFrom: row?.from?.toISOString() ?? null, recordedTo: row?.to?.toISOString() ?? null };
}

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}
