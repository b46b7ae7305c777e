import { createHash } from 'node:crypto';

/** PostgreSQL's invalid_sql_statement_name, and duplicate_prepared_statement. */
const NOT_PREPARED_HERE: readonly unknown[] = ['26000', '42P05'];

/** A statement that its connection keeps parsed and planned, as pg takes it. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
}

const statements = new Map<string, PreparedStatement>();
let areKept = true;

/**
 * Has connections keep a statement prepared that every fetch waits for; returns its text. It must name the columns of its
 * result: what it calls may have more of them after a migration, while servers of the release before still ask.
 */
export function prepared(text: string): string {
  // Of the same name only where it is the same: connections of a pooler are shared with servers of another release.
  const name = `ibyok_${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  statements.set(text, { name, text });
  return text;
}

/** How a text is prepared; null where it is not to be, or nothing is any more. */
export function preparedStatement(text: unknown): PreparedStatement | null {
  return areKept && typeof text === 'string' ? (statements.get(text) ?? null) : null;
}

/**
 * Whether an error says that a statement was prepared on another connection than this: a pooler in transaction mode
 * is in between that does not know of them. Then nothing was done, and nothing is prepared from now on.
 */
export function wasPreparedElsewhere(error: unknown): boolean {
  const elsewhere = NOT_PREPARED_HERE.includes((error as { code?: unknown }).code);
  if (elsewhere) areKept = false;
  return elsewhere;
}
