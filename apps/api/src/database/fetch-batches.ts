import type { BatcherOptions } from './batcher.js';
import { ANSWER_TIMEOUT } from './data-source-options.js';

/** The limits of every batch of fetches and of records. One on its way at a time: docs/decisions/0004. */
export const FETCH_BATCHES: Omit<BatcherOptions<unknown, unknown>, 'serve'> = {
  maxBatch: 512,
  maxInFlight: 1,
  maxWaiting: 5_000,
  maxAge: 1_000,
  deadline: ANSWER_TIMEOUT,
};
