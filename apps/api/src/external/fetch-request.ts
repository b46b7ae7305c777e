import type { FastifyRequest } from 'fastify';
import { identifierFrom } from '../http/identifier.pipe.js';
import { type ExternalCaller, externalCallerOf } from './external-caller.js';

/** A fetch as it was asked for. */
export interface FetchRequest {
  /** A key's id or slug; empty where it can be none. */
  readonly keyReference: string;
  /** Not checked yet; a token that can be none is refused before it. */
  readonly query: Readonly<Record<string, unknown>>;
  readonly caller: ExternalCaller;
}

/**
 * Reads a fetch from its HTTP request. A function, not parameter decorators: Nest would send every one of
 * those through the general pipes, which costs more than the decision.
 */
export function fetchRequestFrom(request: FastifyRequest): FetchRequest {
  const { keyId } = request.params as { readonly keyId: string };
  return {
    keyReference: identifierFrom(keyId),
    query: request.query as FetchRequest['query'],
    caller: externalCallerOf(request),
  };
}
