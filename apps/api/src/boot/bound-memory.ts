import { setFlagsFromString } from 'node:v8';

/** Percent by which the heap of long-lived objects may grow before it is collected. */
const GROWTH = 50;

/**
 * Has V8 collect what fetches leave behind sooner. Left alone it lets a small heap grow to several times its size first: over a
 * million reveals that was 219 to 324 MB, and costs as much speed as it saves (docs/performance.md). A flag that V8 reads
 * with every collection, so it may be set while the process runs.
 */
export function boundMemory(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
