import { readFileSync } from 'node:fs';
import { operations } from '../harness/openapi-document.js';
import { newFile } from '../harness/run.js';
import { newSecrets } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { ACCESS, BESIDE_THE_DOCUMENT } from './access-table.js';

const PRELOAD = new URL('../harness/note-routes.mjs', import.meta.url).href;
const database = await createTestDatabase();
const secrets = newSecrets();
const documented = operations.map(({ name }) => name);

/** The routes of a running server, with `{id}` for `:id`; HEAD, which is of every GET, left out. */
async function routesOf(role: string): Promise<readonly string[]> {
  const noted = newFile('');
  const env = { IBYOK_ROLE: role, NODE_OPTIONS: `--import=${PRELOAD}`, NOTED_ROUTES: noted };
  await startServer({ database, secrets, env });
  const lines = readFileSync(noted, 'utf8').trim().split('\n');
  const routes = lines.map((line) => line.replaceAll(/:(\w+)/g, '{$1}'));
  return [...new Set(routes)].filter((route) => {
    const [method, path = ''] = route.split(' ');
    return method !== 'HEAD' || !lines.includes(`GET ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
  });
}

const beside = (route: string): boolean => BESIDE_THE_DOCUMENT.some((pattern) => pattern.test(route));

test('the table says for every operation of the document who may, and for nothing else', () => {
  expect(Object.keys(ACCESS).sort()).toEqual([...documented].sort());
});

test('a server answers the operations of the document, and beside them only what is named', async () => {
  const routes = await routesOf('all');
  expect(routes.filter((route) => !beside(route)).sort()).toEqual([...documented].sort());
});

test.each([
  ['external', /^[A-Z]+ \/(external|health)\//, /^[A-Z]+ \/mock\//],
  ['dashboard', /^[A-Z]+ \/(api|health)\//, /^GET \/(?!mock\/)/],
])('a server of the role %s answers its own part of them', async (role, own, ownBeside) => {
  const routes = await routesOf(role);
  const expected = documented.filter((name) => own.test(name));
  expect(routes.filter((route) => !beside(route)).sort()).toEqual(expected.sort());
  expect(routes.filter((route) => beside(route) && !ownBeside.test(route))).toEqual([]);
});
