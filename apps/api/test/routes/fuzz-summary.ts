import type { Fuzzer, FuzzRequest } from './fuzz-requests.js';

interface Counted {
  readonly operation: string;
  readonly by: Fuzzer;
  readonly status: number;
  /** True where the operation itself was asked, not another method of its address, and succeeded. */
  readonly done: boolean;
}

/** What was answered how often. */
export class FuzzSummary {
  readonly #all: Counted[] = [];
  /** Rows that had to be put back. */
  restored = 0;

  count({ operation, by, method }: FuzzRequest, status: number): void {
    const done = status < 400 && operation.startsWith(`${method} `);
    this.#all.push({ operation, by, status, done });
  }

  of(operation: string): { readonly total: number; readonly done: number } {
    const own = this.#all.filter((one) => one.operation === operation);
    return { total: own.length, done: own.filter((one) => one.done).length };
  }

  /** The part of all answers that are so. */
  share(isSo: (one: Counted) => boolean): number {
    return this.#all.filter(isSo).length / this.#all.length;
  }

  /** A line for every operation: how often it answered which status. */
  text(seed: number): string {
    const counts = new Map<string, Map<number, number>>();
    for (const { operation, status } of this.#all) {
      const own = counts.get(operation) ?? new Map<number, number>();
      counts.set(operation, own.set(status, (own.get(status) ?? 0) + 1));
    }
    const lines = [...counts].map(([operation, own]) => {
      const parts = [...own]
        .sort(([one], [other]) => one - other)
        .map(([status, count]) => `${status}×${count}`);
      return `${operation.padEnd(44)} ${parts.join(' ')}`;
    });
    return [`FUZZ_SEED=${seed}, ${this.#all.length} cases, ${this.restored} rows put back`, ...lines].join(
      '\n',
    );
  }
}
