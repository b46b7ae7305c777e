import createClient from 'openapi-fetch';
import { boundedFetch } from './bounded-fetch.js';
import { ProblemError, UnreachableError } from './problem.js';
import type { paths } from './schema.generated.js';

/**
 * The typed client of the dashboard API, on this page's own origin. The session is an HttpOnly cookie,
 * so no credential passes through here.
 */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: boundedFetch });

/** For a POST without a body: the API asks every POST for its content type. */
export const JSON_TYPE = { 'Content-Type': 'application/json' } as const;

interface Settled<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Waits for a call and returns its body. Throws ProblemError for an answer that is not a success, and
 * UnreachableError where none came.
 */
export async function answer<Data>(call: Promise<Settled<Data>>): Promise<Data> {
  const { data, error, response } = await settled(call);
  if (response.ok) return data as Data;
  // A gateway in front of a stopped server answers without a problem document.
  if ([502, 503, 504].includes(response.status) && !isProblemDocument(response)) throw new UnreachableError();
  throw new ProblemError(response.status, error, response.headers.get('Retry-After'));
}

async function settled<Data>(call: Promise<Settled<Data>>): Promise<Settled<Data>> {
  try {
    return await call;
  } catch {
    throw new UnreachableError();
  }
}

function isProblemDocument(response: Response): boolean {
  return response.headers.get('Content-Type')?.includes('json') ?? false;
}
