import type { FastifyRequest } from 'fastify';
import { isFields } from './fields.js';

const AUTHORIZATION = 'authorization';
/** Headers that some provider's client sends its key in. */
const HEADERS: ReadonlySet<string> = new Set([AUTHORIZATION, 'x-api-key', 'api-key', 'x-goog-api-key']);
/** Query parameters of the same kind, in whatever case. */
const PARAMETERS: ReadonlySet<string> = new Set(['key', 'api_key', 'api-key', 'apikey', 'access_token']);

/** The bearer token of an Authorization header (RFC 6750, 2.1), or null. */
export function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}

/**
 * Every value of a request that stands where a client sends a key, whichever provider's it is: a mock value in one place
 * may come with a live one in another. A header that came twice counts twice; Node would drop the second.
 */
export function sentValues({ raw, query }: Pick<FastifyRequest, 'raw' | 'query'>): readonly string[] {
  return [...inHeaders(raw.rawHeaders), ...inQuery(query)];
}

/** Read from the raw headers, a flat list of names and values: every request passes here. */
function inHeaders(rawHeaders: readonly string[]): readonly string[] {
  const values: string[] = [];
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (!HEADERS.has(name)) continue;
    const value = rawHeaders[index + 1] ?? '';
    values.push(name === AUTHORIZATION ? (bearerOf(value) ?? value) : value);
  }
  return values;
}

function inQuery(query: unknown): readonly string[] {
  return Object.entries(isFields(query) ? query : {}).flatMap(([name, value]) =>
    PARAMETERS.has(name.toLowerCase()) ? [value].flat().map(String) : [],
  );
}
