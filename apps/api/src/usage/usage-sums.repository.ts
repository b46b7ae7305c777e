import { setTimeout } from 'node:timers/promises';

/** Anything that runs a statement. */
interface Statements {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/**
 * Sums the next records, about so many, in a transaction of its own. Returns how many they were: 0 where all
 * are summed, null where somebody else is at it.
 */
export async function sumUsage(statements: Statements, records: number): Promise<number | null> {
  const rows = (await statements.query('SELECT sum_usage($1) AS records', [records])) as {
    readonly records: string | null;
  }[];
  const summed = rows[0]?.records ?? null;
  return summed === null ? null : Number(summed);
}

/** Milliseconds before asking again where somebody else was at it. */
const TURN = 100;
const AT_ONCE = 20_000;

/** Sums everything that was on record when it began, in turns with whoever else does. */
export async function sumAllUsage(statements: Statements): Promise<void> {
  for (;;) {
    const records = await sumUsage(statements, AT_ONCE);
    if (records === null) await setTimeout(TURN);
    else if (records < AT_ONCE) return;
  }
}
