import { ProblemError, UnreachableError } from '../../shared/api/problem.js';
import type { Key } from '../../shared/api/types.js';
import type { ImportRow, RowOutcome } from './import-rows.js';

/** What is done with each row, and told about it. */
export interface Storing {
  /** Stores one key. */
  readonly store: (key: { name: string; llmType: string; value: string }) => Promise<Key>;
  /** Puts an error into a sentence for people. */
  readonly explain: (error: unknown) => string;
  readonly onOutcome: (id: number, outcome: RowOutcome) => void;
  /** Ends it before the next row. */
  readonly signal: AbortSignal;
}

/**
 * Stores rows one by one, in order; returns how many are stored. What fails for one row leaves the others to their
 * turn; what would fail for all of them (no session, no right, no server) ends it, and they wait for another try.
 */
export async function storeRows(rows: readonly ImportRow[], storing: Storing): Promise<number> {
  let stored = 0;
  for (const { id, name, llmType, value } of rows) {
    if (storing.signal.aborted) break;
    storing.onOutcome(id, { kind: 'storing' });
    try {
      await storing.store({ name: name.trim(), llmType, value });
      stored += 1;
      storing.onOutcome(id, { kind: 'stored' });
    } catch (error) {
      storing.onOutcome(id, { kind: 'failed', message: storing.explain(error) });
      if (!isAboutTheRow(error)) break;
    }
  }
  return stored;
}

function isAboutTheRow(error: unknown): boolean {
  if (error instanceof UnreachableError) return false;
  return error instanceof ProblemError && [400, 409, 413, 422].includes(error.status);
}
