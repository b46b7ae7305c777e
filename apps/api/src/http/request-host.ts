import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

/** Refuses HTTP/1.1 without a Host header (RFC 9112, 3.2) as a problem; Node's own refusal would be empty. */
export function refuseHostless(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw }, _reply, done) => {
    const hostless = raw.httpVersion === '1.1' && raw.headers.host === undefined;
    done(hostless ? hostMissing() : undefined);
  });
}

function hostMissing(): Problem {
  return new Problem(400, 'host_missing', 'The request has no Host header.', {
    headers: { connection: 'close' },
  });
}
