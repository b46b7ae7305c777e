import type { Answer } from '../harness/api-client.js';
import type { Session } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { unique } from '../harness/workspace.js';

const server = await startServer({ database: await createTestDatabase() });
const setupState = async (): Promise<unknown> => (await server.anonymous().get('/api/setup')).body;

function setUp(changes: object = {}, of: TestServer = server): Promise<Answer<Session>> {
  const owner = { email: 'ada@example.com', password: unique('password-'), tenantName: 'Acme' };
  const { setupToken } = of.secrets;
  return of.anonymous().post('/api/setup', { setupToken, ...owner, ...changes });
}

test.each([
  ['a password of 14 characters', { password: 'fourteen chars' }, 'password'],
  ['no e-mail address', { email: 'ada' }, 'email'],
  ['a blank workspace name', { tenantName: '   ' }, 'tenantName'],
])('refuses %s and names the field', async (_, changes, field) => {
  const problem = expectProblem(await setUp(changes), 400);
  expect(problem.errors).toEqual([{ field, message: expect.stringMatching(/must/) }]);
});

test('refuses a wrong setup token, and stays open', async () => {
  expectProblem(await setUp({ setupToken: unique('not-this-') }), 403, 'setup_token_invalid');
  expectProblem(await setUp({ setupToken: '' }), 403, 'setup_token_invalid');
  expect(await setupState()).toEqual({ needed: true });
});

test('creates the first owner and signs them in', async () => {
  const api = server.anonymous();
  const answer = await api.post<Session>('/api/setup', {
    setupToken: server.secrets.setupToken,
    email: 'ada@example.com',
    password: unique('password-'),
    tenantName: 'Acme',
  });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    account: { id: expect.stringMatching(/^acc_/), email: 'ada@example.com' },
    tenant: { id: expect.stringMatching(/^ten_/), name: 'Acme' },
    role: 'owner',
  });
  expect((await api.get('/api/session')).body).toEqual(answer.body);
  expect(await setupState()).toEqual({ needed: false });
});

test('works once, also with the right token', async () => {
  const answer = await setUp();
  expectProblem(answer, 409, 'setup_done');
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('makes one owner of 50 in parallel', async () => {
  const database = await createTestDatabase();
  const fresh = await startServer({ database });
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => setUp({ email: `ada${index}@example.com` }, fresh)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 201)) {
    expect([403, 409, 503]).toContain(expectProblem(answer, answer.status).status);
  }
  const counts = await database.query(
    `SELECT (SELECT count(*)::int FROM account) AS accounts, (SELECT count(*)::int FROM tenant) AS tenants,
       (SELECT count(*)::int FROM membership) AS memberships`,
  );
  expect(counts).toEqual([{ accounts: 1, tenants: 1, memberships: 1 }]);
});
