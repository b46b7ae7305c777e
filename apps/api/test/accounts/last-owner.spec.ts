import { join, type Role } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
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
