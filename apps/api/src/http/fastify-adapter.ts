import { FastifyAdapter } from '@nestjs/platform-fastify';
import { answerClientError } from './client-error.js';
import { answerFrameworkError } from './framework-error.js';
import { parseJsonBody } from './json-body.js';
import { newRequestId } from './request-id.js';

const BODY_LIMIT = 64 * 1024;
const MAX_HEADER_SIZE = 16 * 1024;
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;
const CONNECTIONS_CHECK = 2_000;

/** The HTTP server: limits of size and time (milliseconds), own request ids, one strict body parser. */
export function createFastifyAdapter(trustProxy: readonly string[]): FastifyAdapter {
  const adapter = new FastifyAdapter({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: trustProxy.length > 0 ? [...trustProxy] : false,
    requestTimeout: REQUEST_TIMEOUT,
    genReqId: newRequestId,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    // A request that comes in while the server stops is still served; its connection is closed after it.
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerFrameworkError,
    http: {
      maxHeaderSize: MAX_HEADER_SIZE,
      headersTimeout: HEADERS_TIMEOUT,
      connectionsCheckingInterval: CONNECTIONS_CHECK,
      // Node's own refusal is empty; refuseHostless answers with a problem.
      requireHostHeader: false,
    },
    routerOptions: { maxParamLength: MAX_HEADER_SIZE },
  });
  const fastify = adapter.getInstance();
  // Node would drop every header after some thousand, and with it a second one that has to be refused.
  fastify.server.maxHeadersCount = 0;
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
  return adapter;
}
