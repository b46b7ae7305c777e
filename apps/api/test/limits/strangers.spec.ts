import type { Answer, ApiClient } from '../harness/api-client.js';
import { invite, newEmail } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { startWorkspace, unique } from '../harness/workspace.js';

const env = { IBYOK_TRUST_PROXY: '127.0.0.1', IBYOK_SIGNUP: 'open' };
const { database, server, owner } = await startWorkspace({ env });
const replica = await startServer({ database, secrets: server.secrets, env });
const ADDRESS_BUDGET = 50;
let addresses = 0;

/** An address that nobody else has, on either replica. */
function newAddress(): { readonly at: (index: number) => ApiClient } {
  addresses += 1;
  const ip = `198.51.100.${addresses}`;
  const [first, second] = [server, replica].map((one) => one.anonymous().copy(one.origin, ip));
  return { at: (index) => ((index % 2 ? second : first) as ApiClient).copy() };
}

function expectLimited(answer: Answer): void {
  expectProblem(answer, 429, 'too_many_attempts');
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(900);
}

const signUp = (api: ApiClient, changes: object = {}): Promise<Answer> =>
  api.post('/api/signup', {
    email: newEmail(),
    password: unique('password-'),
    tenantName: 'Second',
    ...changes,
  });

test('an address has fifty sign-ups, whatever comes of them, on every replica; another has its own', async () => {
  const { at } = newAddress();
  for (let attempt = 0; attempt < ADDRESS_BUDGET; attempt += 1) {
    const changes = [{ email: owner.email }, { password: 'password password' }][attempt % 5] ?? {};
    expect([201, 400, 409]).toContain((await signUp(at(attempt), changes)).status);
  }
  const accounts = () => database.query('SELECT FROM account');
  const before = await accounts();
  expectLimited(await signUp(at(0)));
  expectLimited(await signUp(at(1), { email: owner.email }));
  expect(await accounts()).toHaveLength(before.length);
  expect((await signUp(newAddress().at(0))).status).toBe(201);
  const signIn = await at(0).post('/api/session', { email: owner.email, password: owner.password });
  expect(signIn.status).toBe(201);
});

test('ninety sign-ups, many of them at once, are fifty', async () => {
  const { at } = newAddress();
  const statuses: number[] = [];
  // No more at once than both servers have connections, so that none waits for one; the fourth wave is over the edge.
  for (let wave = 0; wave < 6; wave += 1) {
    const attempts = Array.from({ length: 15 }, (_, index) =>
      signUp(at(index), { email: 'taken@example.com' }),
    );
    statuses.push(...(await Promise.all(attempts)).map(({ status }) => status));
  }
  const counted = (status: number): number => statuses.filter((one) => one === status).length;
  expect({ created: counted(201), taken: counted(409), limited: counted(429) }).toEqual({
    created: 1,
    taken: ADDRESS_BUDGET - 1,
    limited: statuses.length - ADDRESS_BUDGET,
  });
});

test.each([
  [
    'acceptances of no invitation',
    'member.joined',
    (api: ApiClient) =>
      api.post('/api/invitations/accept', { invitationToken: unique('none-'), password: unique('p-') }),
    404,
    429,
  ],
  [
    'returns from no provider',
    'session.created',
    (api: ApiClient) => api.get('/api/sign-in/github/callback?code=a&state=b'),
    302,
    302,
  ],
])('an address has fifty %s, and leaves no more records', async (_, action, attempt, refused, limited) => {
  const { at } = newAddress();
  const records = (ofAction: string) =>
    database.query('SELECT FROM audit_record WHERE action = $1 AND ip = $2', [
      ofAction,
      `198.51.100.${addresses}`,
    ]);
  for (let index = 0; index < ADDRESS_BUDGET; index += 1) {
    expect((await attempt(at(index))).status).toBe(refused);
  }
  const last = await attempt(at(0));
  expect(last.status).toBe(limited);
  expect(last.headers.get('location') ?? last.text).toContain('too_many_attempts');
  expect(await records(action)).toHaveLength(ADDRESS_BUDGET);
  expect(await records('sign_in.limited')).toHaveLength(1);
});

test('who has an invitation joins from an address that has used its budget up', async () => {
  const { at } = newAddress();
  const nothing = { invitationToken: unique('none-'), password: unique('password-') };
  for (let index = 0; index <= ADDRESS_BUDGET; index += 1) {
    await at(index).post('/api/invitations/accept', nothing);
  }
  const { invitationToken } = await invite(owner.api, 'viewer');
  const joined = await at(0).post('/api/invitations/accept', { invitationToken, password: nothing.password });
  expect(joined.status).toBe(201);
});

test('an address has fifty wrong setup tokens, and the right one still counts', async () => {
  const fresh = await startServer({ database: await createTestDatabase() });
  const setUp = (setupToken: string): Promise<Answer> =>
    fresh.anonymous().post('/api/setup', {
      setupToken,
      email: 'ada@example.com',
      password: unique('password-'),
      tenantName: 'Acme',
    });
  for (let index = 0; index < ADDRESS_BUDGET; index += 1) {
    expectProblem(await setUp(unique('not-this-')), 403, 'setup_token_invalid');
  }
  expectLimited(await setUp(unique('not-this-')));
  expect((await setUp(fresh.secrets.setupToken)).status).toBe(201);
});
