import type { Answer } from '../harness/api-client.js';
import type { Session } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { createKey, startWorkspace, unique } from '../harness/workspace.js';

const { database, server: closed, owner } = await startWorkspace();
const open = await startServer({ database, secrets: closed.secrets, env: { IBYOK_SIGNUP: 'open' } });

const signUp = (changes: object = {}, api = open.anonymous()): Promise<Answer<Session>> =>
  api.post('/api/signup', {
    email: `${unique('ada-')}@example.com`,
    password: unique('password-'),
    tenantName: 'Second',
    ...changes,
  });

test('is closed unless opened', async () => {
  const answer = await signUp({}, closed.anonymous());
  expectProblem(answer, 403, 'signup_closed');
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test('where it is open, gives anyone a workspace of their own', async () => {
  const api = open.anonymous();
  const answer = await signUp({}, api);
  expect(answer.status).toBe(201);
  expect(answer.body).toMatchObject({ role: 'owner', tenant: { name: 'Second' } });
  expect(answer.body.tenant.id).not.toBe(owner.session.tenant.id);
  expect((await api.get('/api/session')).body).toEqual(answer.body);
  const key = await createKey(owner.api);
  expectProblem(await api.get(`/api/keys/${key.id}`), 404, 'key_not_found');
  expect((await api.get('/api/settings/environments')).body).toEqual({
    development: 'mock',
    staging: 'mock',
    production: 'live',
  });
});

test('makes one account of an address, however it is written and however many ask at once', async () => {
  const email = `${unique('grace-')}@example.com`;
  const answers = await Promise.all(
    [email, email.toUpperCase(), email, email.replace('grace', 'Grace')].map((written) =>
      signUp({ email: written }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  expectProblem(await signUp({ email: owner.email }), 409, 'email_taken');
});

test.each([
  ['15 characters', 'ferry kettle 42'],
  ['200 characters, each of which counts', unique('password-').padEnd(200, ' tulip')],
])('takes a password of %s', async (_, password) => {
  expect(password.length === 15 || password.length === 200).toBe(true);
  const email = `${unique('ada-')}@example.com`;
  expect((await signUp({ email, password })).status).toBe(201);
  const signIn = (tried: string) => open.anonymous().post('/api/session', { email, password: tried });
  expectProblem(await signIn(password.slice(0, -1)), 401, 'invalid_credentials');
  expect((await signIn(password)).status).toBe(201);
});

test.each([
  ['password', { password: 'fourteen chars' }],
  ['email', { email: 'ada' }],
  ['tenantName', { tenantName: '' }],
])('refuses a wrong %s', async (field, changes) => {
  const problem = expectProblem(await signUp(changes), 400, 'validation_failed');
  expect(problem.errors?.map((error) => error.field)).toEqual([field]);
});

test.each([
  '"\u001b]0;forged\u0007"@example.com',
  '"ada\nYou have won"@example.com',
  '"ada lovelace"@example.com',
  'ada\u202elovelace@example.com',
  'ada\u2028@example.com',
])('takes no address that could forge a line, for an account or an invitation: %j', async (email) => {
  for (const answer of [
    await signUp({ email }),
    await owner.api.post('/api/invitations', { email, role: 'viewer' }),
  ]) {
    const problem = expectProblem(answer, 400, 'validation_failed');
    expect(problem.errors?.map(({ field }) => field)).toEqual(['email']);
  }
});
