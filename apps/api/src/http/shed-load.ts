import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HeldSteps } from './held-steps.js';
import type { ProblemListener } from './problem.filter.js';
import { overloaded } from './problem.js';
import { problemBody } from './problem-body.js';
import { newRequestId } from './request-id.js';
import { headersOfAll } from './response-headers.js';

/**
 * Milliseconds from a request to its refusal: whoever asks again as soon as refused would else leave no time for the rest,
 * as refusing takes time, too.
 */
const HELD_FOR = 500;
/** Refusals held at once; a further one goes at once. */
const MOST_HELD = 5_000;

/** Which requests are shed, and when. */
export interface Shedding {
  /** The route that they are counted as. */
  readonly route: string;
  /** Whether an address, as it was sent, is one of these. One that is not recognised is refused later. */
  readonly isOf: (address: string) => boolean;
  /** Whether a request that comes now would be refused later. Then it counts as refused. */
  readonly turnsAway: () => boolean;
  /** As for addResponseHeaders. */
  readonly publicUrl: string | null;
  readonly listeners: readonly ProblemListener[];
}

/**
 * Refuses requests with 503 `overloaded`, half a second later and before Fastify knows of them: at twice of what a server
 * can do, what a refusal costs is missing for the rest. They are in no span and no duration. A connection that sends
 * another request before its refusal is closed. Of `localhost`, only one of two addresses sheds: Fastify serves the other
 * one by a server of its own.
 */
export function shedLoad(fastify: FastifyInstance, shedding: Shedding): void {
  const { server } = fastify;
  const fastifys = server.listeners('request') as RequestListener[];
  const refuse = refusing(shedding);
  const held = new HeldSteps({ wait: HELD_FOR, most: MOST_HELD });
  const holding = new WeakSet<Socket>();
  let isClosing = false;
  // From then on Fastify closes each connection after its answer.
  fastify.addHook('preClose', (done) => {
    isClosing = true;
    done();
  });
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    held.takeOverdue();
    const { url = '', method, socket } = request;
    if (holding.has(socket)) {
      // Answers go in their requests' order: what came behind one that is held would fill the memory.
      socket.destroy();
      return;
    }
    const isFetch = (method === 'GET' || method === 'HEAD') && shedding.isOf(url);
    if (isFetch && !isClosing && shedding.turnsAway()) {
      holding.add(socket);
      held.hold(() => {
        holding.delete(socket);
        response.shouldKeepAlive &&= !isClosing;
        refuse(request, response);
      });
      return;
    }
    for (const listener of fastifys) listener.call(server, request, response);
  });
}

function refusing({ route: url, publicUrl, listeners }: Shedding) {
  const problem = overloaded();
  const routeOptions = { url };
  const headers = Object.entries({
    ...headersOfAll(publicUrl),
    ...problem.headers,
    'cache-control': 'no-store',
    // As Fastify completes it for every other problem.
    'content-type': 'application/problem+json; charset=utf-8',
  }).flat();
  return (raw: IncomingMessage, response: ServerResponse): void => {
    for (const listener of listeners) listener({ raw, routeOptions }, problem);
    const requestId = newRequestId();
    const body = JSON.stringify(problemBody(problem, requestId));
    response.writeHead(problem.status, [
      ...headers,
      'x-request-id',
      requestId,
      'content-length',
      String(Buffer.byteLength(body)),
    ]);
    response.end(body);
  };
}
