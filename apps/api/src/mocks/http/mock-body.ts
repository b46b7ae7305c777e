import type { FastifyInstance, FastifyRequest } from 'fastify';
import { MockRefusal } from './mock-refusal.js';

/** Pictures come inside of requests; Gemini takes 20 MB: https://ai.google.dev/gemini-api/docs/image-understanding */
export const LARGEST_BODY = 20 * 1024 * 1024;
/** Of all requests on their way together; a body takes some times its size while it is read. */
const LARGEST_TOGETHER = 40 * 1024 * 1024;
const SMALL = 64 * 1024;

const bytes = new WeakMap<object, Uint8Array>();
const NOTHING = new Uint8Array();

/** A request's body as it came. */
export function bytesOf(request: FastifyRequest): Uint8Array {
  return bytes.get(request) ?? NOTHING;
}

/** Takes JSON bodies as providers do, and no more of them at a time than the server has memory for. */
export function takeMockBodies(fastify: FastifyInstance): void {
  let together = 0;
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: LARGEST_BODY },
    (request, body, done) => {
      try {
        bytes.set(request, body as Buffer);
        done(null, body.length === 0 ? {} : JSON.parse(body.toString('utf8')));
      } catch {
        done(new MockRefusal('invalid_request', 'The body is not valid JSON.'));
      }
    },
  );
  fastify.addHook('onRequest', (request, reply, done) => {
    const announced = Number(request.headers['content-length'] ?? 0);
    const size = request.headers['transfer-encoding'] === undefined ? announced : LARGEST_BODY;
    if (size > LARGEST_BODY) {
      done(new MockRefusal('too_large', `The body is larger than ${LARGEST_BODY} bytes.`));
      return;
    }
    if (size <= SMALL) {
      done();
      return;
    }
    if (together + size > LARGEST_TOGETHER) {
      done(new MockRefusal('unavailable', 'Too many large requests are on their way. Try again.', 1));
      return;
    }
    together += size;
    reply.raw.once('close', () => {
      together -= size;
    });
    done();
  });
}
