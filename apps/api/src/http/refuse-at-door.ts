import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ProblemListener } from './problem.filter.js';
import { overloaded } from './problem.js';
import { problemBody } from './problem-body.js';

/**
 * Refuses fetches with 503 `overloaded` before anything else is done for them, while `turnsAway` says that they would be
 * refused later: at twice of what a server can do, what a refusal costs is missing for the rest. Call it after the
 * headers of every answer are added.
 */
export function refuseAtDoor(
  fastify: FastifyInstance,
  isFetch: (request: FastifyRequest) => boolean,
  turnsAway: () => boolean,
  listeners: readonly ProblemListener[],
): void {
  const problem = overloaded();
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!isFetch(request) || !turnsAway()) {
      done();
      return;
    }
    for (const listener of listeners) listener(request, problem);
    reply
      .code(problem.status)
      .headers(problem.headers)
      .type('application/problem+json')
      .send(problemBody(problem, request.id));
  });
}
