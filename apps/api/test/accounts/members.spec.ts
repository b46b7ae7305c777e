import type { Answer } from '../harness/api-client.js';
import { recordsOf } from '../harness/audit.js';
import type { Page } from '../harness/contract.js';
import { join, newEmail, ROLES, type Role } from '../harness/people.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

interface Member {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly joinedAt: string;
  readonly isYou: boolean;
}

const { database, server, owner } = await startWorkspace();
const replica = await startServer({ database, secrets: server.secrets, env: { IBYOK_SIGNUP: 'open' } });
const key = await createKey(owner.api);
const ownId = owner.session.account.id;
const UNKNOWN = 'acc_0000000000000000000000';

const setRole = (api: typeof owner.api, id: string, role: Role): Promise<Answer<Member>> =>
  api.patch<Member>(`/api/members/${id}`, { role });

test('lists who is there, to everybody', async () => {
  const viewer = await join(server, owner.api, 'viewer');
  const { items } = (await viewer.api.get<Page<Member>>('/api/members?limit=100')).body;
  expect(items[0]).toEqual({
    id: ownId,
    email: owner.email,
    role: 'owner',
    joinedAt: expect.any(String),
    isYou: false,
  });
  expect(items.find(({ isYou }) => isYou)).toMatchObject({ id: viewer.id, role: 'viewer' });
  const first = (await viewer.api.get<Page<Member>>('/api/members?limit=1')).body;
  const second = (await viewer.api.get<Page<Member>>(`/api/members?limit=1&cursor=${first.nextCursor}`)).body;
  expect([first.items[0]?.id, second.items[0]?.id]).toEqual([ownId, items[1]?.id]);
});

/** Who may change a member of one role to another one. */
const CHANGES = ROLES.flatMap((actor) =>
  ROLES.flatMap((from) => ROLES.filter((to) => to !== from).map((to) => ({ actor, from, to }))),
);

test.each(ROLES)('%s may do to others what the role has, and nothing more', async (actor) => {
  for (const { from, to } of CHANGES.filter((change) => change.actor === actor)) {
    const by = await join(server, owner.api, actor);
    const subject = await join(server, owner.api, from);
    const allowed = actor === 'owner' || (actor === 'admin' && from !== 'owner' && to !== 'owner');
    const changed = await setRole(by.api, subject.id, to);
    if (allowed) expect(changed).toMatchObject({ status: 200, body: { id: subject.id, role: to } });
    else expectProblem(changed, 403, 'role_insufficient');
    const inviting = await by.api.post('/api/invitations', { email: newEmail(), role: to });
    const mayInvite = actor === 'owner' || (actor === 'admin' && to !== 'owner');
    expect({ actor, to, status: inviting.status }).toEqual({ actor, to, status: mayInvite ? 201 : 403 });
    const mayRemove = actor === 'owner' || (actor === 'admin' && from !== 'owner');
    const removed = await by.api.delete(`/api/members/${subject.id}`);
    expect({ actor, from, status: removed.status }).toEqual({ actor, from, status: mayRemove ? 204 : 403 });
    expect((await by.api.delete(`/api/members/${by.id}`)).status).toBe(204);
  }
});

test('nobody raises themselves', async () => {
  for (const role of ['viewer', 'member', 'admin'] as const) {
    const { api, id } = await join(server, owner.api, role);
    expectProblem(await setRole(api, id, 'owner'), 403, 'role_insufficient');
  }
});

test.each([
  ['removal', (id: string) => owner.api.delete(`/api/members/${id}`)],
  ['a change of role', (id: string) => setRole(owner.api, id, 'viewer')],
])('after ack of %s a session is dead on every replica', async (_, change) => {
  const admin = await join(server, owner.api, 'admin');
  const elsewhere = admin.api.copy(replica.origin);
  expect((await elsewhere.get('/api/session')).status).toBe(200);
  expect([200, 204]).toContain((await change(admin.id)).status);
  for (const api of [elsewhere, admin.api]) {
    expectProblem(await api.get('/api/session'), 401, 'unauthenticated');
    expectProblem(await api.post('/api/tokens', {}), 401, 'unauthenticated');
  }
});

test('with its creator, a token goes: refused after ack on every replica, and counted on record', async () => {
  const admin = await join(server, owner.api, 'admin');
  const { token } = await createToken(admin.api);
  const kept = (await createToken(owner.api)).token;
  expect((await fetchValue(replica.withToken(token), key.id)).status).toBe(200);
  const removed = await owner.api.delete(`/api/members/${admin.id}`);
  expect(removed.status).toBe(204);
  for (const each of [replica, server]) {
    expectProblem(await fetchValue(each.withToken(token), key.id), 401, 'unauthenticated');
    expect((await fetchValue(each.withToken(kept), key.id)).status).toBe(200);
  }
  expect(await recordsOf(owner.api, removed)).toEqual([
    expect.objectContaining({
      action: 'member.removed',
      outcome: 'allowed',
      detail: { accountId: admin.id, email: admin.email, role: 'admin', tokensRevoked: 1 },
    }),
  ]);
});

test('a foreign member answers as an unknown one', async () => {
  const api = replica.anonymous();
  const credentials = { email: newEmail(), password: unique('password-') };
  await api.post('/api/signup', { ...credentials, tenantName: 'Other' });
  for (const ask of [
    (id: string) => api.delete(`/api/members/${id}`),
    (id: string) => setRole(api, id, 'viewer'),
  ]) {
    const [foreign, unknown] = [await ask(ownId), await ask(UNKNOWN)];
    expectProblem(foreign, 404, 'member_not_found');
    expect(withoutRequestId(foreign)).toEqual(withoutRequestId(unknown));
  }
});
