import type { IncomingMessage } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, callerOf } from '../http/caller.js';

/** Where an application's request came from, with the message that holds its access token. */
export interface ExternalCaller extends Caller {
  readonly message: IncomingMessage;
}

/** Injects the ExternalCaller of a request into a controller's method. */
export const FromExternalCaller = createParamDecorator(
  (_: unknown, context: ExecutionContext): ExternalCaller => {
    return externalCallerOf(context.switchToHttp().getRequest<FastifyRequest>());
  },
);

/** The ExternalCaller of a request. */
export function externalCallerOf(request: FastifyRequest): ExternalCaller {
  const { requestId, ip } = callerOf(request);
  return { requestId, ip, message: request.raw };
}
