/** The injection token of BatchObservers, or of null where nobody watches. */
export const BATCH_OBSERVERS = Symbol('BatchObservers');

/** What is gathered: fetches of values, facts for other calls, records of refusals. */
export type BatchName = 'values' | 'facts' | 'records';

/** Watches what a batcher gathers; called on the way of requests, so it has to be quick. */
export interface BatchObserver {
  /** So many items wait now. */
  waits(count: number): void;
  /** An item was refused, as too many waited. */
  refuses(): void;
  /** A batch of so many items leaves. */
  leaves(size: number): void;
}

/** Makes the observer of one kind of batches. */
export type BatchObservers = (name: BatchName) => BatchObserver;
