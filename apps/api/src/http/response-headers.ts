import type { FastifyInstance } from 'fastify';

const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  // Mantine sizes its components by inline styles; scripts are the server's own files alone.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What only pages need: a JSON answer of /external or a mock is never rendered. */
const PAGE_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
} as const;

const FOR_PROGRAMS = /^\/(external|mock)\//;

/** Six months, as OWASP's HTTP Headers cheat sheet asks at least. */
const STRICT_TRANSPORT_SECURITY = 'max-age=15552000; includeSubDomains';

/** What all answers have. Takes the address that people reach the server at, where it is known. */
export function headersOfAll(publicUrl: string | null): Readonly<Record<string, string>> {
  const overTls = publicUrl?.startsWith('https:') ?? false;
  return {
    'x-content-type-options': 'nosniff',
    ...(overTls ? { 'strict-transport-security': STRICT_TRANSPORT_SECURITY } : {}),
  };
}

/** Gives every answer its request id and the headers that keep browsers careful. */
export function addResponseHeaders(fastify: FastifyInstance, publicUrl: string | null): void {
  const ofAll = headersOfAll(publicUrl);
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.headers(ofAll);
    if (!request.url.startsWith('/assets/')) reply.header('cache-control', 'no-store');
    if (!FOR_PROGRAMS.test(request.url)) reply.headers(PAGE_HEADERS);
    done();
  });
}
