import { parentPort } from 'node:worker_threads';
import type { JsonSchema } from '../answer/conversation.js';
import { findInstance } from './find-instance.js';

/** One question to the worker. */
export interface InstanceQuestion {
  readonly schema: JsonSchema;
  readonly seed: number;
}

/** The worker's answer: the instance as JSON, or null where there is none. */
export type InstanceAnswer = string | null;

/** What the worker says once, when it has started: from then on it is timed. */
export const STARTED = { started: true } as const;

parentPort?.on('message', ({ schema, seed }: InstanceQuestion) => {
  let answer: InstanceAnswer = null;
  try {
    answer = JSON.stringify(findInstance(schema, seed)) ?? null;
  } catch {
    // A schema of somebody's request: that nothing satisfies it is said, why would repeat it.
  }
  parentPort?.postMessage(answer);
});
parentPort?.postMessage(STARTED);
