import type { FastifyRequest } from 'fastify';
import { isFields } from './fields.js';

/** Headers that some provider's client sends its key in; Authorization is read by itself. */
const HEADERS = ['x-api-key', 'api-key', 'x-goog-api-key'] as const;
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
  const { headersDistinct: headers } = raw;
  return [
    ...(headers.authorization ?? []).map((one) => bearerOf(one) ?? one),
    ...HEADERS.flatMap((name) => headers[name] ?? []),
    ...Object.entries(isFields(query) ? query : {}).flatMap(([name, value]) =>
      PARAMETERS.has(name.toLowerCase()) ? [value].flat().map(String) : [],
    ),
  ];
}
