import type { FastifyInstance, FastifyRequest } from 'fastify';
import { exceeds } from '../../http/json-body.js';
import { MockRefusal } from './mock-refusal.js';

/** Pictures come inside of requests; Gemini takes 20 MB: https://ai.google.dev/gemini-api/docs/image-understanding */
export const LARGEST_BODY = 20 * 1024 * 1024;
/** Of all requests on their way together; a body takes some times its size while it is read. */
const LARGEST_TOGETHER = 40 * 1024 * 1024;
const SMALL = 64 * 1024;
/** Gemini's schemas may nest deepest, with two levels of JSON for each; most values has a text as a list of tokens. */
const HEAVIEST = { levels: 128, values: 500_000 };

const bytes = new WeakMap<object, Uint8Array>();
const NOTHING = new Uint8Array();

/** A request's body as it came. */
export function bytesOf(request: FastifyRequest): Uint8Array {
  return bytes.get(request) ?? NOTHING;
}

/** Takes JSON bodies as providers do, and no more of them at a time than the server has memory for. */
export function takeMockBodies(fastify: FastifyInstance): void {
  let together = 0;
  const reserved = new WeakMap<object, number>();
  const reserve = (request: FastifyRequest, size: number): void => {
    const counted = size > SMALL ? size : 0;
    together += counted - (reserved.get(request) ?? 0);
    reserved.set(request, counted);
  };
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer', bodyLimit: LARGEST_BODY },
    (request, body, done) => {
      // How large a body without a length is was not known before.
      if (reserved.has(request)) reserve(request, body.length);
      bytes.set(request, body as Buffer);
      const read = readJson(body.toString('utf8'));
      done(read instanceof MockRefusal ? read : null, read);
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
    reserve(request, size);
    reply.raw.once('close', () => reserve(request, 0));
    done();
  });
}

function readJson(text: string): unknown {
  if (text === '') return {};
  if (exceeds(text, HEAVIEST)) {
    const { levels, values } = HEAVIEST;
    const message = `The body nests deeper than ${levels} levels, or has more than ${values} values.`;
    return new MockRefusal('invalid_request', message);
  }
  try {
    return JSON.parse(text);
  } catch {
    return new MockRefusal('invalid_request', 'The body is not valid JSON.');
  }
}
