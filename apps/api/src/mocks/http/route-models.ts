import type { FastifyInstance } from 'fastify';
import { faultFirst } from './fault-first.js';

/** How a provider tells of its models. */
export interface Models {
  /** All of them. */
  list(): object;
  /** One; throws the refusal of an unknown one. */
  show(id: string): object;
}

/** Routes the list of models and each by its id, which has slashes where `place` is `*`. */
export function routeModels(
  fastify: FastifyInstance,
  path: string,
  place: 'id' | '*',
  { list, show }: Models,
): void {
  fastify.get(path, async (request, reply) => {
    await faultFirst(request, reply);
    return list();
  });
  const one = `${path}/${place === '*' ? '*' : ':id'}`;
  fastify.get<{ Params: Record<string, string> }>(one, async (request, reply) => {
    await faultFirst(request, reply);
    return show(request.params[place] ?? '');
  });
}
