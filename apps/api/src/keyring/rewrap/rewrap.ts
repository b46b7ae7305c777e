import { type Keyring, UnopenableValueError } from '../keyring.js';
import type { SealBinding } from '../sealed-value.js';
import { SEALED_TABLES, type SealedTable } from './sealed-tables.js';

/** Rows in one transaction: they are locked for milliseconds, beside servers that read them. */
const AT_ONCE = 200;

/** A row to rewrap, as the repository reads it. */
export interface SealedRow {
  /** Its place, in the order of the table's columns. */
  readonly place: readonly string[];
  readonly binding: SealBinding;
  readonly format: number;
  readonly masterKeyId: string;
  readonly wrappedDataKey: Buffer;
}

/** A row's new wrapping. */
export interface Rewrapped {
  readonly place: readonly string[];
  readonly masterKeyId: string;
  readonly wrappedDataKey: Buffer;
}

/** What a rewrap does to the tables; every call is a transaction of its own. */
export interface RewrapStore {
  /**
   * Reads and locks rows under one master key behind a place, hands them to the work, and writes what it
   * returns. Returns the last place read, null where there was none.
   */
  change(
    table: SealedTable,
    masterKeyId: string,
    after: readonly string[] | null,
    limit: number,
    work: (rows: readonly SealedRow[]) => readonly Rewrapped[],
  ): Promise<readonly string[] | null>;
}

/** What came of it. */
export interface RewrapResult {
  readonly rewrapped: number;
  /** Rows that do not open, and so stay as they are. */
  readonly failed: number;
}

/**
 * Wraps every data key that an older master key of the keyring wraps under the newest one. A row is changed
 * as a whole or not at all, so that it may be ended at any moment and begun again.
 */
export async function rewrapAll(
  store: RewrapStore,
  keyring: Keyring,
  progress: (done: number) => void,
): Promise<RewrapResult> {
  const [, ...older] = keyring.masterKeyIds;
  let rewrapped = 0;
  let failed = 0;
  for (const table of SEALED_TABLES) {
    for (const masterKeyId of older) {
      let after: readonly string[] | null = null;
      do {
        after = await store.change(table, masterKeyId, after, AT_ONCE, (rows) => {
          const changed = rows.flatMap((row) => rewrapOne(keyring, row));
          rewrapped += changed.length;
          failed += rows.length - changed.length;
          return changed;
        });
        progress(rewrapped + failed);
      } while (after !== null);
    }
  }
  return { rewrapped, failed };
}

function rewrapOne(keyring: Keyring, row: SealedRow): readonly Rewrapped[] {
  try {
    return [{ place: row.place, ...keyring.rewrap(row, row.binding) }];
  } catch (error) {
    if (error instanceof UnopenableValueError) return [];
    throw error;
  }
}
