import type { Key } from './answers.js';
import type { Question } from './cache/entry-names.js';
import type { LastAnswers } from './cache/last-answers.js';
import {
  IbyokAuthenticationError,
  IbyokDeniedError,
  IbyokNotFoundError,
  IbyokServerError,
  IbyokUnreachableError,
} from './errors.js';

/**
 * Fetches a key and keeps the answer; where the server cannot be reached or fails, its last answer stands in if it
 * may. What the server refuses is forgotten, and never answered from the cache.
 * @param mayRecall false where only a fresh answer counts
 */
export async function fetchOrRecall(
  cache: LastAnswers,
  question: Question,
  fetchNow: () => Promise<Key>,
  mayRecall: boolean,
): Promise<Key> {
  const moment = cache.begin();
  try {
    const key = await fetchNow();
    await cache.keep(question, key, moment);
    return key;
  } catch (error) {
    if (isRefusal(error)) await cache.forget(question, moment, error instanceof IbyokAuthenticationError);
    if (!mayRecall || !isOutage(error)) throw error;
    const kept = await cache.recall(question);
    if (kept) return kept;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return [IbyokAuthenticationError, IbyokDeniedError, IbyokNotFoundError].some(
    (kind) => error instanceof kind,
  );
}

function isOutage(error: unknown): boolean {
  return error instanceof IbyokUnreachableError || error instanceof IbyokServerError;
}
