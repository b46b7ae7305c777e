import type { Answer } from '../harness/api-client.js';
import type { Session } from '../harness/contract.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { unique } from '../harness/workspace.js';

const database = await createTestDatabase();
const server = await startServer({ database });
const replica = await startServer({ database, secrets: server.secrets });
const { setupToken } = server.secrets;
const email = 'Ada.Lovelace@example.com';
// 99 characters: nothing of a long password is cut off.
const password = unique('p'.repeat(75));
const first = await server
  .anonymous()
  .post('/api/setup', { setupToken, email, password, tenantName: 'Acme' });

const signIn = (credentials: object, api = server.anonymous()): Promise<Answer<Session>> =>
  api.post('/api/session', { email, password, ...credentials });

test('answers who signed in, as GET does', async () => {
  const api = server.anonymous();
  const answer = await signIn({}, api);
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual(first.body);
  expect((await api.get('/api/session')).body).toEqual(first.body);
});

test.each(['ada.lovelace@example.com', 'ADA.LOVELACE@EXAMPLE.COM', ' Ada.Lovelace@example.com '])(
  'knows the account written as "%s"',
  async (written) => {
    expect((await signIn({ email: written })).status).toBe(201);
  },
);

test('answers an unknown account and a wrong password alike', async () => {
  const unknown = await signIn({ email: 'nobody@example.com' });
  const wrong = await signIn({ password: unique('password-') });
  expectProblem(unknown, 401, 'invalid_credentials');
  expect(withoutRequestId(wrong)).toEqual(withoutRequestId(unknown));
  const headerNames = (answer: Answer): string[] => [...answer.headers.keys()].sort();
  expect(headerNames(wrong)).toEqual(headerNames(unknown));
  for (const { headers } of [unknown, wrong]) expect(headers.getSetCookie()).toEqual([]);
});

test.each([
  ['its last character missing', password.slice(0, -1)],
  ['other case', password.toUpperCase()],
  ['a space behind it', `${password} `],
  ['nothing', ''],
])('refuses the password with %s', async (_, tried) => {
  expectProblem(await signIn({ password: tried }), 401, 'invalid_credentials');
});

test('gives every sign-in a session of its own', async () => {
  const laptop = server.anonymous();
  const phone = server.anonymous();
  await signIn({}, laptop);
  await signIn({}, phone);
  expect(laptop.cookieHeader).not.toBe(phone.cookieHeader);
  expect((await laptop.delete('/api/session')).status).toBe(204);
  expect((await phone.get('/api/session')).status).toBe(200);
});

test('a session is dead once signing out is answered, on every replica', async () => {
  const api = server.anonymous();
  await signIn({}, api);
  const kept = api.copy();
  const elsewhere = api.copy(replica.origin);
  expect((await elsewhere.get('/api/session')).status).toBe(200);
  const out = await api.delete('/api/session');
  expect(out.status).toBe(204);
  expect(out.headers.getSetCookie()).toEqual([expect.stringMatching(/^ibyok_session=;/)]);
  expectProblem(await elsewhere.get('/api/session'), 401, 'unauthenticated');
  expectProblem(await kept.get('/api/session'), 401, 'unauthenticated');
  expectProblem(await kept.get('/api/keys'), 401, 'unauthenticated');
  expectProblem(await kept.delete('/api/session'), 401, 'unauthenticated');
});

test('does not let a stranger in', async () => {
  for (const path of ['/api/session', '/api/keys', '/api/tokens', '/api/audit', '/api/guardrails']) {
    expectProblem(await server.anonymous().get(path), 401, 'unauthenticated');
  }
});
