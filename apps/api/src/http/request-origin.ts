import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Fetch Metadata, W3C: what a browser says of a request that a page of another origin made. */
const FOREIGN_SITES = new Set(['cross-site', 'same-site']);
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What tells the server's own origin from others. */
export interface OwnOrigin {
  /** The configured origin, or null: any loopback name at the port is the server's own. */
  readonly publicUrl: string | null;
  readonly port: () => number;
}

/**
 * Refuses what a page of another site could send in a person's name: a mutation under /api with a
 * foreign Origin or Sec-Fetch-Site (403), or one that is not JSON (415), which browsers send across sites unasked.
 */
export function refuseForeignMutations(fastify: FastifyInstance, own: OwnOrigin): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    done(SAFE_METHODS.has(request.method) ? undefined : refusalOf(request, own));
  });
}

function refusalOf(request: FastifyRequest, own: OwnOrigin): Problem | undefined {
  const { origin } = request.headers;
  const fromElsewhere = FOREIGN_SITES.has(String(request.headers['sec-fetch-site']));
  if (fromElsewhere || (origin !== undefined && !isOwnOrigin(origin, own))) {
    return new Problem(403, 'origin_not_allowed', 'This request comes from a page of another address.');
  }
  if (needsJson(request) && !isJson(request.headers['content-type'])) {
    return new Problem(415, 'unsupported_media_type', 'Send Content-Type: application/json.');
  }
  return undefined;
}

function needsJson(request: FastifyRequest): boolean {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  return request.method === 'POST' || hasBody;
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(contentType ?? '');
}

function isOwnOrigin(origin: string, own: OwnOrigin): boolean {
  if (own.publicUrl !== null) return origin === own.publicUrl;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, port } = new URL(origin);
  return protocol === 'http:' && LOOPBACK_NAMES.has(hostname) && Number(port || 80) === own.port();
}
