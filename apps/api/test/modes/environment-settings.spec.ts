import type { Page, ReadableKey } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, startWorkspace } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace();
const { api } = owner;
const PATH = '/api/settings/environments';
const read = async (): Promise<unknown> => (await api.get(PATH)).body;

test('a new workspace has mock, mock, live', async () => {
  expect(await read()).toEqual({ development: 'mock', staging: 'mock', production: 'live' });
});

test('a server without guardrails forces and forbids nothing', async () => {
  const free = { forced: null, allowed: expect.arrayContaining(['mock', 'live']) };
  expect((await api.get('/api/guardrails')).body).toEqual({
    development: free,
    staging: free,
    production: free,
  });
});

test('changes what is named and leaves the rest', async () => {
  const { status, body } = await api.patch(PATH, { staging: 'live' });
  expect(status).toBe(200);
  expect(body).toEqual({ development: 'mock', staging: 'live', production: 'live' });
  expect(await read()).toEqual(body);
  await api.patch(PATH, { staging: 'mock', production: 'mock' });
  expect(await read()).toEqual({ development: 'mock', staging: 'mock', production: 'mock' });
  await api.patch(PATH, { production: 'live' });
});

test('holds for the very next request of an application', async () => {
  const { slug } = await createKey(api);
  for (const mode of ['live', 'mock', 'live', 'mock']) {
    await api.patch(PATH, { development: mode });
    const { items } = (await app.get<Page<ReadableKey>>('/external/keys?env=dev')).body;
    expect(items.find((key) => key.slug === slug)?.modeInfo).toEqual({
      environment: 'development',
      effectiveMode: mode,
      source: 'tenant_setting',
    });
  }
});

test.each([
  ['another word', { development: 'real' }, 'development'],
  ['inherit', { production: 'inherit' }, 'production'],
  ['null', { staging: null }, 'staging'],
  ['other case', { staging: 'LIVE' }, 'staging'],
  ['an environment that is unknown', { test: 'mock' }, '(unknown)'],
])('refuses %s', async (_, body, field) => {
  const before = await read();
  const problem = expectProblem(await api.patch(PATH, body), 400, 'validation_failed');
  expect(problem.errors?.map((error) => error.field)).toEqual([field]);
  expect(await read()).toEqual(before);
});

test('a change that is refused in part is refused whole', async () => {
  const before = await read();
  expectProblem(await api.patch(PATH, { development: 'live', staging: 'loud' }), 400);
  expect(await read()).toEqual(before);
});

test('needs a session', async () => {
  expectProblem(await server.anonymous().get(PATH), 401, 'unauthenticated');
  expectProblem(await server.anonymous().patch(PATH, { staging: 'live' }), 401, 'unauthenticated');
});
