import type { BatchObserver } from './batch-observer.js';

/** Milliseconds: how much later than its deadline an item may fail. */
const SWEEP_PERIOD = 50;

/**
 * Milliseconds that a batch gathers, at most, while further items come or are turned away. A turn of the event loop takes
 * that long only where very many sockets are read, and then setImmediate can be seconds away: libuv polls up to 48 times
 * before it comes to that (uv__io_poll in libuv 1.46, src/unix/linux.c).
 */
const GATHERING = 20;

/** More is waiting than the database can be expected to serve in time. */
export class QueueFullError extends Error {
  constructor() {
    super('too many requests are waiting for the database');
    this.name = 'QueueFullError';
  }
}

/** The database did not serve an item in its time. What its batch did may stand all the same. */
export class BatchTooLateError extends Error {
  constructor() {
    super('the database did not answer in time');
    this.name = 'BatchTooLateError';
  }
}

/** How a batcher serves, and its limits. */
export interface BatcherOptions<Item, Result> {
  /** Serves a batch: one result for each item, in their order. */
  readonly serve: (items: readonly Item[]) => Promise<readonly Result[]>;
  /** Items in one batch, at most. */
  readonly maxBatch: number;
  /** Batches on their way at once, at most. */
  readonly maxInFlight: number;
  /** Items waiting, at most; a further one is refused with QueueFullError. */
  readonly maxWaiting: number;
  /**
   * Milliseconds that the first of those that wait may have waited when a further one comes; then it is refused, too, unless
   * the next batch has room for it.
   */
  readonly maxAge: number;
  /** Milliseconds from add() to an item's result, at most; then it fails with BatchTooLateError. */
  readonly deadline: number;
  /** Milliseconds that a batch waits for more once it could leave; 0 unless told otherwise. */
  readonly patience?: number;
  /** Watches what is gathered; nobody does unless told otherwise. */
  readonly observe?: BatchObserver | undefined;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
  /** Milliseconds, of performance.now(). */
  readonly since: number;
}

/**
 * Gathers what arrives while earlier batches are on their way into the next one, as databases do with
 * group commit. Without patience there is no timer: an item alone is served at once. A batch holds only items that arrived before
 * it left, so its answer is never older than the question.
 */
export class Batcher<Item, Result> {
  readonly #options: BatcherOptions<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];
  readonly #unsettled = new Set<Waiting<Item, Result>>();
  #sweeper: NodeJS.Timeout | null = null;
  #inFlight = 0;
  /** Milliseconds, of performance.now(); null where nothing gathers. */
  #gatheringSince: number | null = null;

  constructor(options: BatcherOptions<Item, Result>) {
    this.#options = options;
  }

  /**
   * Whether an item that comes now is refused: too many wait, or they have waited too long for one more to be served in
   * time. What goes with the next batch is not refused: a database that stands still for a moment is no overload. Where this
   * is true, the item is counted among the refused.
   */
  turnsAway(): boolean {
    // Where all are turned away, nothing else may come by for long that has a batch leave.
    this.#scheduleIfWaiting();
    const [first] = this.#waiting;
    if (!first) return false;
    const { length } = this.#waiting;
    const { maxWaiting, maxBatch, maxAge } = this.#options;
    const isFull = length >= maxWaiting || (length >= maxBatch && performance.now() - first.since > maxAge);
    if (isFull) this.#options.observe?.refuses();
    return isFull;
  }

  /** Adds an item to the next batch; resolves with its own result, rejects with its batch's error. */
  add(item: Item): Promise<Result> {
    if (this.turnsAway()) return Promise.reject(new QueueFullError());
    return new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject, since: performance.now() };
      this.#unsettled.add(waiting);
      this.#waiting.push(waiting);
      this.#options.observe?.waits(this.#waiting.length);
      this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_PERIOD).unref();
      this.#schedule();
    });
  }

  /** One timer for all: one for each item would cost more than its place in a batch. */
  #sweep(): void {
    const due = performance.now() - this.#options.deadline;
    for (const waiting of this.#unsettled) {
      if (waiting.since > due) break;
      this.#unsettled.delete(waiting);
      waiting.reject(new BatchTooLateError());
    }
    const [first] = this.#waiting;
    if (first && !this.#unsettled.has(first)) {
      this.#waiting = this.#waiting.filter((waiting) => this.#unsettled.has(waiting));
      this.#options.observe?.waits(this.#waiting.length);
    }
    if (this.#unsettled.size > 0 || !this.#sweeper) return;
    clearInterval(this.#sweeper);
    this.#sweeper = null;
  }

  #schedule(): void {
    if (this.#inFlight >= this.#options.maxInFlight) return;
    const { patience } = this.#options;
    if (this.#gatheringSince === null) {
      this.#gatheringSince = performance.now();
      if (patience) setTimeout(() => this.#leaveWhenGathered(0), patience);
      else this.#leaveWhenGathered(0);
    } else if (performance.now() - this.#gatheringSince > (patience ?? 0) + GATHERING) this.#leave();
  }

  /** Leaves once a turn of the event loop brought nothing more: bursts go together. */
  #leaveWhenGathered(gathered: number): void {
    setImmediate(() => {
      const { length } = this.#waiting;
      if (length > gathered && length < this.#options.maxBatch) return this.#leaveWhenGathered(length);
      // What gathered may have left meanwhile.
      if (this.#gatheringSince !== null) this.#leave();
    });
  }

  #leave(): void {
    this.#gatheringSince = null;
    void this.#send();
  }

  async #send(): Promise<void> {
    const batch = this.#waiting.splice(0, this.#options.maxBatch);
    if (batch.length === 0) return;
    this.#options.observe?.waits(this.#waiting.length);
    this.#options.observe?.leaves(batch.length);
    this.#inFlight += 1;
    this.#scheduleIfWaiting();
    try {
      const results = await this.#options.serve(batch.map(({ item }) => item));
      if (results.length !== batch.length) throw new Error('a batch must have one result for each item');
      for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      for (const waiting of batch) this.#unsettled.delete(waiting);
      this.#inFlight -= 1;
      // A full one has nothing to gather: it is with the database while this one's answers are written.
      if (this.#waiting.length >= this.#options.maxBatch) this.#leave();
      else this.#scheduleIfWaiting();
    }
  }

  #scheduleIfWaiting(): void {
    if (this.#waiting.length > 0) this.#schedule();
  }
}
