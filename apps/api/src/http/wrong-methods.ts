import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { Problem } from './problem.js';

interface Address {
  readonly parts: readonly string[];
  readonly methods: Set<string>;
}

/**
 * Answers 405 with `Allow` (RFC 9110, 15.5.6) where an address exists, but not for the method. Call it before
 * any route is added: it learns the addresses from the routes themselves.
 */
export function refuseWrongMethods(fastify: FastifyInstance): void {
  const addresses = new Map<string, Address>();
  const refuse: onRequestHookHandler = (request, _reply, done) => {
    done(refusalOf(request.method, request.url, addresses));
  };
  fastify.addHook('onRoute', (route) => {
    const { url, method } = route;
    if (url.includes('*')) {
      route.onRequest = [refuse, ...[route.onRequest ?? []].flat()];
      return;
    }
    const address = addresses.get(url) ?? { parts: url.split('/'), methods: new Set<string>() };
    for (const one of [method].flat()) address.methods.add(one);
    addresses.set(url, address);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.is404) refuse.call(fastify, request, reply, done);
    else done();
  });
}

function refusalOf(
  method: string,
  url: string,
  addresses: ReadonlyMap<string, Address>,
): Problem | undefined {
  const path = (url.split('?')[0] ?? '').split('/');
  const methods = new Set(
    [...addresses.values()].flatMap((address) => (isAt(path, address) ? [...address.methods] : [])),
  );
  if (methods.size === 0 || methods.has(method)) return undefined;
  const allow = [...methods].sort().join(', ');
  return new Problem(405, 'method_not_allowed', `This address takes ${allow}.`, { headers: { allow } });
}

function isAt(path: readonly string[], { parts }: Address): boolean {
  return (
    path.length === parts.length &&
    parts.every((part, index) => (part.startsWith(':') ? path[index] !== '' : part === path[index]))
  );
}
