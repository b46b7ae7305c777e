import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.js';

const DASHBOARD = fileURLToPath(new URL('../../../admin/dist', import.meta.url));

/** First parts of paths that are never a page of the dashboard. */
const NOT_PAGES = new Set(['api', 'external', 'health', 'mock', 'metrics', 'assets']);

/** Serves the built dashboard: its files as they are, and its page for every address that it routes itself. */
export async function serveDashboard(fastify: FastifyInstance): Promise<void> {
  if (!existsSync(join(DASHBOARD, 'index.html'))) return;
  const page = await readFile(join(DASHBOARD, 'index.html'), 'utf8');
  await fastify.register(fastifyStatic, {
    root: DASHBOARD,
    wildcard: false,
    index: false,
    // The build wrote them beside the files; nobody asks for them by their own names.
    preCompressed: true,
    globIgnore: ['**/*.{br,gz}'],
    // Names of files under assets/ hold a hash of their content.
    setHeaders: (reply, path) => {
      if (path.includes(`${join(DASHBOARD, 'assets')}`)) {
        reply.header('cache-control', 'public, max-age=31536000, immutable');
      }
    },
  });
  fastify.get('/*', (request, reply) => {
    if (!isPage(request.url)) throw new Problem(404, 'not_found', 'There is nothing at this address.');
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page);
  });
}

function isPage(url: string): boolean {
  try {
    const [first = ''] = decodeURIComponent(url.split('?')[0] ?? '')
      .split('/')
      .filter(Boolean);
    return !NOT_PAGES.has(first.toLowerCase()) && !first.includes('.');
  } catch {
    return false;
  }
}
