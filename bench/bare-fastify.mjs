import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(import.meta.url);

/**
 * Starts, in a process of its own, a bare Fastify server that answers one constant JSON text.
 * @param {string} body
 */
export async function startBareFastify(body) {
  const child = fork(HERE, ['serve'], { env: { ...process.env, BENCH_BODY: body } });
  const [{ port }] = await once(child, 'message');
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

if (process.argv[1] === HERE && process.argv[2] === 'serve') {
  const require = createRequire(new URL('../apps/api/package.json', import.meta.url));
  /** @type {typeof import('fastify')} */
  const { fastify } = require('fastify');
  const server = fastify();
  const body = process.env.BENCH_BODY;
  server.get('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
  // The same with a body, which is parsed.
  server.post('/', (_request, reply) => reply.type('application/json; charset=utf-8').send(body));
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.server.address());
  process.send?.({ port });
}
