import { listRecords } from '../harness/audit.js';
import type { Page, Session } from '../harness/contract.js';
import { join, newEmail } from '../harness/people.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import { createKey, startWorkspace, unique } from '../harness/workspace.js';

const { server, owner } = await startWorkspace({ env: { IBYOK_SIGNUP: 'open' } });
const ada = { email: newEmail(), password: unique('password-') };
const own = server.anonymous();
const home = (await own.post<Session>('/api/signup', { ...ada, tenantName: 'Home' })).body.tenant;
await join(server, owner.api, 'viewer', ada);
const acme = owner.session.tenant;

async function signIn() {
  const api = server.anonymous();
  return { api, session: (await api.post<Session>('/api/session', ada)).body };
}

test('says whether anyone may sign up', async () => {
  expect((await server.anonymous().get('/api/signup')).body).toEqual({ open: true });
});

test('lists the workspaces of a person and no others', async () => {
  const { api } = await signIn();
  const { body } = await api.get<Page<object>>('/api/session/tenants');
  expect(body.items).toEqual([
    { id: home.id, name: 'Home', role: 'owner' },
    { id: acme.id, name: 'Acme', role: 'viewer' },
  ]);
  expect((await owner.api.get<Page<object>>('/api/session/tenants')).body.items).toHaveLength(1);
});

test('switching opens a session there, ends the one here, and is where sign-in leads next', async () => {
  const { api } = await signIn();
  for (const tenant of [home, acme, home]) {
    const before = api.copy();
    const answer = await api.post<Session>('/api/session/tenant', { tenantId: tenant.id });
    expect(answer).toMatchObject({ status: 201, body: { tenant, account: { email: ada.email } } });
    expect((await api.get('/api/session')).body).toEqual(answer.body);
    expectProblem(await before.get('/api/session'), 401, 'unauthenticated');
    expect((await signIn()).session.tenant).toEqual(tenant);
  }
  expect(await listRecords(api, '?action=tenant.switched')).not.toEqual([]);
});

test('switches at once wait for each other: one of a session counts, none fails', async () => {
  for (let round = 0; round < 5; round += 1) {
    const apis = [(await signIn()).api, (await signIn()).api];
    const answers = await Promise.all(
      apis.flatMap((api) =>
        [home, acme, home].map(({ id }) => api.copy().post('/api/session/tenant', { tenantId: id })),
      ),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, 201, 401, 401, 401, 401]);
  }
});

test('the role is each workspace’s own', async () => {
  const { api } = await signIn();
  await api.post('/api/session/tenant', { tenantId: acme.id });
  const key = await createKey(owner.api);
  expect((await api.get(`/api/keys/${key.id}`)).status).toBe(200);
  expectProblem(await api.delete(`/api/keys/${key.id}`), 403, 'role_insufficient');
  await api.post('/api/session/tenant', { tenantId: home.id });
  expectProblem(await api.get(`/api/keys/${key.id}`), 404, 'key_not_found');
});

test('a foreign workspace answers as an unknown one, and the session stands', async () => {
  const foreign = await owner.api.post('/api/session/tenant', { tenantId: home.id });
  const unknown = await owner.api.post('/api/session/tenant', { tenantId: 'ten_0000000000000000000000' });
  expectProblem(foreign, 404, 'tenant_not_found');
  expect(withoutRequestId(foreign)).toEqual(withoutRequestId(unknown));
  expect((await owner.api.get('/api/session')).status).toBe(200);
});
