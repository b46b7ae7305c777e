import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const TAKES_QUERY = 'ibyok:takes-query';

/** Says that a method checks the query itself, without a parameter that Nest knows of. */
export const TakesQuery = (): MethodDecorator => SetMetadata(TAKES_QUERY, true);

/**
 * Refuses what validation does not see: a query or a body on a route that takes none, and names that every
 * object has. Only Nest's own metadata tells what a method takes.
 */
@Injectable()
export class ExactRequestGuard implements CanActivate {
  readonly #taken = new WeakMap<object, { readonly query: boolean; readonly body: boolean }>();

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const taken = this.takenBy(context);
    if (hasInheritedName(request.query)) {
      throw new Problem(400, 'unknown_query', 'The request has a parameter that is not known here.');
    }
    if (!taken.query && hasFields(request.query)) {
      throw new Problem(400, 'unknown_query', 'This address takes no query parameters.');
    }
    if (!taken.body && hasFields(request.body)) {
      throw new Problem(400, 'unknown_body', 'This call takes no body.');
    }
    return true;
  }

  private takenBy(context: ExecutionContext): { readonly query: boolean; readonly body: boolean } {
    const handler = context.getHandler();
    const known = this.#taken.get(handler);
    if (known) return known;
    const names = Object.keys(
      Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) ?? {},
    );
    const takes = (kind: RouteParamtypes): boolean => names.some((name) => name.startsWith(`${kind}:`));
    const query = takes(RouteParamtypes.QUERY) || Reflect.getMetadata(TAKES_QUERY, handler) === true;
    const taken = { query, body: takes(RouteParamtypes.BODY) };
    this.#taken.set(handler, taken);
    return taken;
  }
}

/** class-transformer drops such names before validation could refuse them. */
function hasInheritedName(query: unknown): boolean {
  return Object.keys(query ?? {}).some((name) => name === 'prototype' || name in Object.prototype);
}

function hasFields(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return typeof value !== 'object' || Array.isArray(value) || Object.keys(value).length > 0;
}
