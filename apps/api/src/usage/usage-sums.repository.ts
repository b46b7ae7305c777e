import { setTimeout } from 'node:timers/promises';

/** Anything that runs a statement. */
interface Statements {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

/** Records in one step: short enough to be in nobody's way. */
export const RECORDS_AT_ONCE = 20_000;

/**
 * Sums the next records, about so many, in a transaction of its own. Returns how many they were: 0 where all
 * are summed, null where somebody else is at it. Where there is nothing to sum it only reads: a server that
 * rests writes nothing to its disk.
 */
export async function sumUsage(statements: Statements, records: number): Promise<number | null> {
  const [step] = (await statements.query(
    'SELECT sum_usage($1) AS records FROM usage_mark() WHERE unsummed_from IS NOT NULL',
    [records],
  )) as { readonly records: string | null }[];
  if (!step) return 0;
  return step.records === null ? null : Number(step.records);
}

/** Milliseconds before asking again where somebody else was at it. */
const TURN = 100;

/** Sums everything that was on record when it began, in turns with whoever else does. */
export async function sumAllUsage(statements: Statements): Promise<void> {
  for (;;) {
    const records = await sumUsage(statements, RECORDS_AT_ONCE);
    if (records === null) await setTimeout(TURN);
    else if (records < RECORDS_AT_ONCE) return;
  }
}
