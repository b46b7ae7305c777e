import '@fastify/cookie';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Caller, callerOf } from '../http/caller.js';

const MAX_USER_AGENT = 200;

/** Where a person's request came from, and what their browser says of itself. */
export interface Browser extends Caller {
  /** At most 200 characters, none of them a control character; null where it says nothing. */
  readonly userAgent: string | null;
  readonly cookies: Readonly<Record<string, string | undefined>>;
}

/** Injects the Browser of a request into a controller's method. */
export const FromBrowser = createParamDecorator((_: unknown, context: ExecutionContext): Browser => {
  return browserOf(context.switchToHttp().getRequest<FastifyRequest>());
});

/** The Browser of a request. */
export function browserOf(request: FastifyRequest): Browser {
  const { cookies } = request;
  return { ...callerOf(request), userAgent: cleaned(request.headers['user-agent']), cookies };
}

function cleaned(userAgent: string | undefined): string | null {
  const text = [...(userAgent ?? '').replace(/\p{C}/gu, ' ')].slice(0, MAX_USER_AGENT).join('').trim();
  return text === '' ? null : text;
}
