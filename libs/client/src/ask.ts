import { type ApiRequest, attempt } from './attempt.js';
import { pauseBefore } from './backoff.js';
import { IbyokRateLimitedError, IbyokServerError, IbyokUnreachableError } from './errors.js';
import { pause, type Runtime } from './runtime.js';
import type { Destination, Patience } from './settings.js';

/** Others, such as 500 and 501, would only fail again. */
const PASSING: ReadonlySet<number | undefined> = new Set([502, 503, 504]);

/**
 * Sends a request until it is answered, within the bounds of `patience`: repeated where no answer came, and after
 * 429, 502, 503 and 504, not before the time that Retry-After names. What changes something is repeated after 429
 * alone: a lost answer does not tell whether it was done. Where the next attempt would come too late, the last
 * failure is thrown at once.
 */
export async function ask(
  runtime: Runtime,
  destination: Destination,
  patience: Patience,
  request: ApiRequest,
): Promise<unknown> {
  const end = runtime.now() + patience.totalTimeout;
  for (let failures = 0; ; ) {
    const left = Math.max(1, end - runtime.now());
    try {
      return await attempt(runtime, destination, request, Math.min(patience.timeout, left));
    } catch (error) {
      failures += 1;
      if (failures > patience.retries || !mayPass(error, request)) throw error;
      const milliseconds = pauseBefore(failures, retryAfterOf(error), runtime.random());
      if (runtime.now() + milliseconds >= end) throw error;
      await pause(runtime, milliseconds, request.signal);
    }
  }
}

function mayPass(error: unknown, { method }: ApiRequest): boolean {
  if (error instanceof IbyokRateLimitedError) return true;
  if (method !== 'GET') return false;
  return (
    error instanceof IbyokUnreachableError || (error instanceof IbyokServerError && PASSING.has(error.status))
  );
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof IbyokRateLimitedError || error instanceof IbyokServerError
    ? error.retryAfter
    : undefined;
}
