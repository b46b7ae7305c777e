import type { IncomingMessage } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { QueueFullError } from '../database/batcher.js';
import { isDatabaseUnavailable } from '../database/database-errors.js';
import { overloaded, Problem, type ProblemStatus } from './problem.js';
import { problemBody } from './problem-body.js';

/** What is told of a request that is refused: itself, and its route where there is one, as it is declared. */
export interface RefusedRequest {
  readonly raw: IncomingMessage;
  readonly routeOptions: { readonly url?: string | undefined };
}

/** Is told of a problem before it is answered. */
export type ProblemListener = (request: RefusedRequest, problem: Problem) => void;

/** The one place where errors become answers: problem+json, nothing of the inside in it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Pick<Logger, 'error' | 'warn'>,
    private readonly listeners: readonly ProblemListener[] = [],
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(error);
    if (problem.status >= 500) this.log(error, problem, request);
    for (const listener of this.listeners) listener(request, problem);
    if (reply.sent) return;
    reply
      .code(problem.status)
      .headers({ ...problem.headers, 'cache-control': 'no-store' })
      .type('application/problem+json')
      .send(problemBody(problem, request.id));
  }

  /** The kind and code of an error only: messages of drivers can quote what they were given. */
  private log(error: unknown, problem: Problem, request: FastifyRequest): void {
    const thrown = error instanceof Error ? error : new Error('not an error');
    const cause = thrown.cause instanceof Error ? thrown.cause : thrown;
    const details = {
      requestId: request.id,
      status: problem.status,
      code: problem.code,
      error: cause.name,
      systemCode: cause instanceof Problem ? undefined : (cause as { code?: unknown }).code,
      frames: cause.stack
        ?.split('\n')
        .filter((line) => line.trimStart().startsWith('at '))
        .slice(0, 6),
    };
    if (problem.status === 503) this.logger.warn(details, 'request refused');
    else this.logger.error(details, 'request failed');
  }
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isClientGone(error)) return fromStatus(400);
  if (error instanceof QueueFullError) return overloaded();
  if (isDatabaseUnavailable(error)) {
    return new Problem(
      503,
      'database_unavailable',
      'The server cannot reach its database. Try again shortly.',
      {
        headers: { 'retry-after': '2' },
      },
    );
  }
  return fromStatus(statusOf(error));
}

/** Node's own error for a body that ends with its connection; the same code as a lost database's. */
function isClientGone(error: unknown): boolean {
  return (
    error instanceof Error && error.message === 'aborted' && 'code' in error && error.code === 'ECONNRESET'
  );
}

/** What Fastify and Nest themselves refuse, by their status alone. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : 500;
}

function fromStatus(status: number): Problem {
  switch (status as ProblemStatus) {
    case 404:
      return new Problem(404, 'not_found', 'There is nothing at this address.');
    case 405:
      return new Problem(405, 'method_not_allowed', 'This address does not take this method.');
    case 413:
      return new Problem(413, 'body_too_large', 'The body is larger than 64 KiB.');
    case 415:
      return new Problem(415, 'unsupported_media_type', 'Send the body as application/json.');
    case 431:
      return new Problem(431, 'headers_too_large', 'The headers are larger than 16 KiB.');
    default:
      return status >= 400 && status < 500
        ? new Problem(400, 'bad_request', 'The request is malformed.')
        : new Problem(
            500,
            'internal_error',
            'Something went wrong on the server. Its log has the request id.',
          );
  }
}
