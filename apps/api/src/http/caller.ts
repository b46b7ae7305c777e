import { isIP } from 'node:net';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where a request came from, for the record. */
export interface Caller {
  readonly requestId: string;
  readonly ip: string;
}

/** Injects the Caller of a request into a controller's method. */
export const FromCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return callerOf(request);
});

/** The Caller of a request. */
export function callerOf(request: FastifyRequest): Caller {
  // Behind a proxy the address is what a header says, which can be anything.
  const ip = isIP(request.ip) ? request.ip : (request.socket.remoteAddress ?? '');
  return { requestId: request.id, ip };
}

/** The Caller alone, of what knows more of a request: what the record may hold. */
export function callerIn({ requestId, ip }: Caller): Caller {
  return { requestId, ip };
}
