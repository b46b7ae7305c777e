import type { Session } from '../harness/contract.js';
import { join, newEmail, type Role } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace({ env: { IBYOK_SIGNUP: 'open' } });
const replica = await startServer({ database, secrets: server.secrets });
const ownId = owner.session.account.id;
const setRole = (api: typeof owner.api, id: string, role: Role) => api.patch(`/api/members/${id}`, { role });

test('the last owner stays, alone or with 50 asking at once', async () => {
  expectProblem(await setRole(owner.api, ownId, 'admin'), 409, 'last_owner');
  expectProblem(await owner.api.delete(`/api/members/${ownId}`), 409, 'last_owner');
  const other = await join(server, owner.api, 'owner');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const [one, subject] = index % 2 ? [owner.api, other.id] : [other.api, ownId];
      const by = index % 3 ? one : one.copy(replica.origin);
      return index % 4 < 2 ? by.delete(`/api/members/${subject}`) : setRole(by, subject, 'viewer');
    }),
  );
  expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
  for (const { status } of answers) expect([200, 204, 401, 404, 409, 503]).toContain(status);
  const owners = await database.query(`SELECT FROM membership WHERE role = 'owner' AND tenant_id = $1`, [
    owner.session.tenant.id,
  ]);
  expect(owners).toHaveLength(1);
});

test('of two owners who leave at once, on two replicas, one stays', async () => {
  for (let round = 0; round < 8; round += 1) {
    const fresh = server.anonymous();
    const first = await signUp(fresh);
    const people = [first, await join(server, fresh, 'owner')];
    const answers = await Promise.all(
      people.map(({ api, id }, index) =>
        (index ? api.copy(replica.origin) : api).delete(`/api/members/${id}`),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    const owners = await database.query(`SELECT FROM membership WHERE role = 'owner' AND tenant_id = $1`, [
      first.tenantId,
    ]);
    expect(owners).toHaveLength(1);
  }
});

async function signUp(api: typeof owner.api) {
  const body = { email: newEmail(), password: unique('password-'), tenantName: 'Fresh' };
  const { account, tenant } = (await api.post<Session>('/api/signup', body)).body;
  return { api, id: account.id, tenantId: tenant.id };
}
