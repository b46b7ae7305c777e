import type { ApiClient } from '../harness/api-client.js';
import type { Page } from '../harness/contract.js';
import { type Operation, operations } from '../harness/openapi-document.js';
import { join, ROLES, type Role } from '../harness/people.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, NEVER_MADE_TOKEN } from '../harness/workspace.js';
import { ACCESS } from './access-table.js';
import { startTwoWorkspaces } from './people-of-two-workspaces.js';
import { addressOf, VALID, type ValidRequest } from './valid-requests.js';

interface Changes {
  readonly changes: string;
  readonly lastFetchAt: string | null;
}

const world = await startTwoWorkspaces();
const { database, server, home, other } = world;
const changesOf = async (api: ApiClient): Promise<Changes> => (await api.get<Changes>('/api/changes')).body;

/** What leaves the workspace as it is when asked as the tables have it. */
const CHANGES_NOTHING: Readonly<Record<string, string>> = {
  'POST /api/session/tenant': 'it names the workspace that one is in',
  'POST /api/account/identities': 'it sends a browser to its provider, and nothing is linked yet',
  'POST /api/tokens/{id}/resume': 'the token is not suspended',
};

const mutations = operations.filter(
  ({ method, name }) =>
    method !== 'GET' && ROLES.includes(ACCESS[name]?.to as Role) && !(name in CHANGES_NOTHING),
);

async function prepared(operation: Operation): Promise<{ client: ApiClient; request: ValidRequest }> {
  const subject = await join(server, home.owner, 'owner');
  const request = await VALID[operation.name]?.(world, { client: subject.api, subject });
  return { client: subject.api, request: request ?? {} };
}

test.each(mutations)('$name changes the word of its workspace, and of no other one', async (operation) => {
  if (operation.path === '/api/settings/environments') {
    await home.owner.patch(operation.path, { staging: 'live' });
  }
  const { client, request } = await prepared(operation);
  const [before, elsewhere] = [await changesOf(home.owner), await changesOf(other.owner)];
  const answer = await client.request(operation.method, addressOf(operation.path, request), {
    body: request.body,
  });
  expect(answer.status).toBe(ACCESS[operation.name]?.status);
  expect((await changesOf(home.owner)).changes).not.toBe(before.changes);
  expect(await changesOf(other.owner)).toEqual(elsewhere);
});

test('reading changes no word, and is not recorded', async () => {
  const records = async () => (await home.owner.get<Page<unknown>>('/api/audit?limit=1')).body.items;
  const [before, newest] = [await changesOf(home.owner), await records()];
  for (const { name, path, method } of operations) {
    if (method !== 'GET' || ACCESS[name]?.to !== 'viewer' || name === 'GET /api/audit/export') continue;
    const request = path.includes('{') ? { in: { id: home.key.id } } : {};
    await home.owner.get(addressOf(path, request));
  }
  expect(await changesOf(home.owner)).toEqual(before);
  expect(await records()).toEqual(newest);
});

test('a fetch tells its time at once, also a key’s first one right after another’s, and changes no word', async () => {
  const { owner } = world.other;
  const [first, second] = [await createKey(owner), await createKey(owner)];
  const app = server.withToken((await createToken(owner)).token);
  const before = await changesOf(owner);
  expect(before.lastFetchAt).toBeNull();
  const begin = await serverTime();
  await fetchValue(app, first.id, 'development');
  const then = await changesOf(owner);
  expect(then.changes).toBe(before.changes);
  expect(Date.parse(then.lastFetchAt ?? '')).toBeGreaterThanOrEqual(begin);
  await fetchValue(app, second.id, 'development');
  const after = await changesOf(owner);
  expect(Date.parse(after.lastFetchAt ?? '')).toBeGreaterThan(Date.parse(then.lastFetchAt ?? ''));
  expect(await changesOf(home.owner)).toMatchObject({ lastFetchAt: null });
});

test('refused fetches change no word', async () => {
  const { token } = await createToken(home.owner, { environments: ['staging'] });
  const before = await changesOf(home.owner);
  const app = server.withToken(token);
  expect((await fetchValue(app, home.key.id, 'production')).status).toBe(403);
  expect((await fetchValue(app, 'nothing', 'staging')).status).toBe(404);
  expect((await fetchValue(server.withToken(NEVER_MADE_TOKEN), home.key.id)).status).toBe(401);
  expect(await changesOf(home.owner)).toEqual(before);
});

test('a server with other guardrails says another word, and one with the same says the same', async () => {
  const { secrets } = server;
  const replica = await startServer({ database, secrets });
  const forcing = await startServer({ database, secrets, env: { DEV_MODE_FORCED: 'mock' } });
  const word = async (origin: string) => (await changesOf(home.owner.copy(origin))).changes;
  expect(await word(replica.origin)).toBe((await changesOf(home.owner)).changes);
  expect(await word(forcing.origin)).not.toBe(await word(replica.origin));
});

test('asking again and again keeps no session alive', async () => {
  const { api } = await join(server, home.owner, 'viewer');
  const sessions = async () => (await api.get<Page<object>>('/api/account/sessions')).body.items;
  const before = await sessions();
  for (let asked = 0; asked < 3; asked += 1) {
    const answer = await api.get('/api/changes');
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
  }
  expect(await sessions()).toEqual(before);
});

async function serverTime(): Promise<number> {
  const [row] = await database.query<{ now: Date }>('SELECT now()::timestamptz(3) AS now');
  return row?.now.getTime() ?? 0;
}
