import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { readAccessToken } from './bearer-token.js';
import { externalCallerOf } from './external-caller.js';
import { RefusedTokens } from './refused-tokens.js';

/**
 * Refuses a call without a well-formed access token with 401, and counts it, before its query and body are checked: a
 * stranger does not learn what they should be. Whether the token counts is asked of the database, by the service.
 */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(private readonly refusedTokens: RefusedTokens) {}

  canActivate(context: ExecutionContext): boolean {
    const caller = externalCallerOf(context.switchToHttp().getRequest<FastifyRequest>());
    this.refusedTokens.counting(caller, () => readAccessToken(caller.message));
    return true;
  }
}
