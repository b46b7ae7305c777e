import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from './problem.js';
import { problemBody } from './problem-body.js';

/** Answers what Fastify refuses before any hook runs, such as a path that does not decode. */
export function answerFrameworkError(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = new Problem(400, 'bad_request', 'The address of the request is malformed.');
  void reply
    .code(problem.status)
    .headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' })
    .type('application/problem+json')
    .send(problemBody(problem, request.id));
}
