import { parentPort } from 'node:worker_threads';
import { findInstance } from './find-instance.js';

/** One question to the worker: the schema as JSON, and what draws the values. */
export interface InstanceQuestion {
  readonly schema: string;
  readonly seed: number;
}

/** In characters of JSON; about what the longest answers of providers have. A mock repeats it in many pieces. */
const LARGEST_INSTANCE = 64 * 1024;

/** The worker's answer: the instance as JSON, or null where there is none that is not too large. */
export type InstanceAnswer = string | null;

/** What the worker says once, when it has started: from then on it is timed. */
export const STARTED = { started: true } as const;

parentPort?.on('message', ({ schema, seed }: InstanceQuestion) => {
  let answer: InstanceAnswer = null;
  try {
    const json = JSON.stringify(findInstance(JSON.parse(schema), seed)) ?? null;
    if (json !== null && json.length <= LARGEST_INSTANCE) answer = json;
  } catch {
    // A schema of somebody's request: that nothing satisfies it is said, why would repeat it.
  }
  parentPort?.postMessage(answer);
});
parentPort?.postMessage(STARTED);
