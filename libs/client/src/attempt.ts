import { textOf } from './answer-text.js';
import { IbyokError, IbyokTimeoutError, IbyokUnreachableError } from './errors.js';
import { errorOf, notTheContract, tellsOne } from './refusals.js';
import { retryAfterSeconds } from './retry-after.js';
import type { Runtime } from './runtime.js';
import type { Destination } from './settings.js';

/** One request to the server. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** From `/external` on, its parts encoded. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
  /** What of the body must never be repeated. */
  readonly secret?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A request id that is fit to be shown. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/**
 * Sends a request once; resolves to the answer's JSON. Rejects with an IbyokError, or with the reason of the
 * caller's signal.
 * @param timeout milliseconds for everything, the answer's body included
 */
export async function attempt(
  runtime: Runtime,
  { api, accessToken }: Destination,
  { method, path, body, secret, signal }: ApiRequest,
  timeout: number,
): Promise<unknown> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  let timedOut = false;
  const onAbort = (): void => controller.abort();
  // A fetch of somebody's own may not know signals.
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  signal?.addEventListener('abort', onAbort, { once: true });
  const callOff = runtime.after(timeout, () => {
    timedOut = true;
    controller.abort();
  });
  try {
    const answer = runtime.fetch(api + path, {
      method,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${accessToken}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      // Followed, it would take the token to an address that nobody set.
      redirect: 'manual',
      signal: controller.signal,
      ...(body && { body: JSON.stringify(body) }),
    });
    const reading = answer.then(async (response) => {
      const text = await textOf(response);
      return readAnswer(response, text, runtime.now(), [accessToken, secret ?? '']);
    });
    return await Promise.race([reading, ended]);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    if (timedOut) throw timeoutError(timeout);
    throw error instanceof IbyokError ? error : unreachable(error);
  } finally {
    callOff();
    signal?.removeEventListener('abort', onAbort);
  }
}

function readAnswer(
  response: Response,
  text: string | null,
  now: number,
  secrets: readonly string[],
): unknown {
  const { status, headers } = response;
  const given = headers.get('x-request-id') ?? '';
  const requestId = REQUEST_ID.test(given) && !tellsOne(given, secrets) ? given : undefined;
  const body = text === null ? undefined : parsed(text);
  if (response.ok) {
    if (body === undefined) throw notTheContract(status, requestId);
    return body;
  }
  if (status < 400) throw notTheContract(status, requestId);
  const retryAfter = retryAfterSeconds(headers.get('retry-after'), now);
  throw errorOf({ status, requestId, retryAfter, body, secrets });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function timeoutError(timeout: number): IbyokTimeoutError {
  const detail = `The server at IBYOK_API did not answer within ${timeout} ms: look whether it runs, or set a longer timeout.`;
  return new IbyokTimeoutError(detail, { code: 'timed_out' });
}

/** Only the system's word for the failure: a platform's message may quote a header, which is the token. */
function unreachable(error: unknown): IbyokUnreachableError {
  const { cause, code } = Object(error) as { cause?: { code?: unknown }; code?: unknown };
  const word = [cause?.code, code].find(
    (given) => typeof given === 'string' && /^[A-Z][A-Z0-9_]+$/.test(given),
  );
  const why = word ? ` (${word})` : '';
  const detail = `The server at IBYOK_API cannot be reached${why}: look whether it runs and whether IBYOK_API is its address.`;
  return new IbyokUnreachableError(detail, { code: 'server_unreachable' });
}
