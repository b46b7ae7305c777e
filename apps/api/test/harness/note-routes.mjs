// Loaded before a server (NODE_OPTIONS=--import): notes each route that its Fastify is given in NOTED_ROUTES.
import { subscribe } from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';

subscribe('fastify.initialization', ({ fastify }) => {
  fastify.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) appendFileSync(process.env.NOTED_ROUTES, `${one} ${url}\n`);
  });
});
