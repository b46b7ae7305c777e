import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, ApiClient } from '../harness/api-client.js';
import { recordsOf } from '../harness/audit.js';
import { accept, invite, join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace({ env: { IBYOK_SIGNUP: 'open' } });
const replica = await startServer({ database, secrets: server.secrets });

const change = (api: ApiClient, currentPassword: string, newPassword: string): Promise<Answer> =>
  api.post('/api/account/password', { currentPassword, newPassword });
const signIn = (email: string, password: string, api = server.anonymous()): Promise<Answer> =>
  api.post('/api/session', { email, password });

test('the new password counts, the former does not, and every other session has ended', async () => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const elsewhere = replica.anonymous();
  await signIn(email, password, elsewhere);
  const before = api.copy();
  const newPassword = unique('password-');
  const answer = await change(api, password, newPassword);
  expect(answer.status).toBe(204);
  for (const former of [before, before.copy(replica.origin), elsewhere]) {
    expectProblem(await former.get('/api/session'), 401, 'unauthenticated');
  }
  expect((await api.get('/api/session')).status).toBe(200);
  expectProblem(await signIn(email, password), 401, 'invalid_credentials');
  expect((await signIn(email, newPassword)).status).toBe(201);
  const records = await recordsOf(owner.api, answer);
  expect(records.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['password.changed', 'allowed'],
    ['session.created', 'allowed'],
  ]);
  expect(JSON.stringify(records)).not.toContain(newPassword);
});

test('sessions in other workspaces end, too', async () => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const founder = server.anonymous();
  const body = { email: `${unique('f-')}@example.com`, password: unique('password-'), tenantName: 'Other' };
  expect((await founder.post('/api/signup', body)).status).toBe(201);
  const { invitationToken } = await invite(founder, 'viewer', email);
  const there = server.anonymous();
  expect((await accept(there, invitationToken, password)).status).toBe(201);
  expect((await change(api, password, unique('password-'))).status).toBe(204);
  expectProblem(await there.get('/api/session'), 401);
});

test('a wrong current password changes nothing, and is recorded', async () => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const answer = await change(api, unique('wrong-'), unique('password-'));
  expectProblem(answer, 401, 'invalid_credentials');
  expect(await recordsOf(owner.api, answer)).toMatchObject([
    { action: 'password.changed', outcome: 'denied', reason: 'invalid_credentials' },
  ]);
  expect((await api.get('/api/session')).status).toBe(200);
  expect((await signIn(email, password)).status).toBe(201);
});

test.each([
  ['too short', 'fourteen chars'],
  ['common', 'passwordpassword'],
  ['a row of digits', '123456789012345678'],
])('a new password that is %s is refused, naming the field', async (_, newPassword) => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const problem = expectProblem(await change(api, password, newPassword), 400, 'validation_failed');
  expect(problem.errors?.map(({ field }) => field)).toEqual(['newPassword']);
  expect((await signIn(email, password)).status).toBe(201);
});

test('of changes and sign-ins at once, no session by the former password is left', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { api, email, password } = await join(server, owner.api, 'viewer');
    const guests = Array.from({ length: 6 }, (_, index) => (index % 2 ? server : replica).anonymous());
    const [changed] = await Promise.all([
      change(api, password, unique('password-')),
      ...guests.map((guest) => signIn(email, password, guest)),
    ]);
    expect(changed.status).toBe(204);
    for (const guest of guests) expectProblem(await guest.get('/api/session'), 401);
  }
});

test('of two changes at once, one counts', async () => {
  const { api, email, password } = await join(server, owner.api, 'viewer');
  const next = [unique('password-'), unique('password-')] as const;
  const answers = await Promise.all(next.map((newPassword) => change(api.copy(), password, newPassword)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
  const opened = await Promise.all(next.map((newPassword) => signIn(email, newPassword)));
  expect(opened.map(({ status }) => status).sort()).toEqual([201, 401]);
});

test('of a change and a removal at once, neither breaks the other off', async () => {
  for (let round = 0; round < 12; round += 1) {
    const { api, id, email, password } = await join(server, owner.api, 'viewer');
    await signIn(email, password);
    const changing = change(api, password, unique('password-'));
    // The change hashes two passwords first: the removal comes sooner, amid it, or later.
    await sleep(round * 15);
    const removed = await owner.api.delete(`/api/members/${id}`);
    expect({ round, removed: removed.status }).toEqual({ round, removed: 204 });
    expect([204, 401]).toContain((await changing).status);
  }
});

test.each([
  [
    'setup-like sign-up',
    (password: string) => ({
      path: '/api/signup',
      body: { email: `${unique('s-')}@example.com`, password, tenantName: 'S' },
    }),
  ],
])('a common password is refused at %s', async (_, request) => {
  const { path, body } = request('iloveyouiloveyou');
  const problem = expectProblem(await server.anonymous().post(path, body), 400, 'validation_failed');
  expect(problem.errors?.map(({ field }) => field)).toEqual(['password']);
});

test('a common password is refused with an invitation, which stays open', async () => {
  const { invitationToken } = await invite(owner.api, 'viewer');
  const api = server.anonymous();
  const problem = expectProblem(
    await accept(api, invitationToken, 'qwertyuiopasdfgh'),
    400,
    'validation_failed',
  );
  expect(problem.errors?.map(({ field }) => field)).toEqual(['password']);
  expect((await accept(api, invitationToken, unique('password-'))).status).toBe(201);
});
