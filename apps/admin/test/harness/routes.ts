import { readFileSync } from 'node:fs';

const ROUTER = readFileSync(new URL('../../src/app/router.tsx', import.meta.url), 'utf8');

/** The dashboard's pages as its router has them: behind the sign-in, and before it. */
export const ROUTES = { behind: pathsUnder('shell'), before: pathsUnder('root') } as const;

function pathsUnder(parent: string): readonly string[] {
  const route = new RegExp(`getParentRoute: \\(\\) => ${parent},\\s+path: '(/[^']+)'`, 'g');
  return [...ROUTER.matchAll(route)].map(([, path = '']) => path);
}
