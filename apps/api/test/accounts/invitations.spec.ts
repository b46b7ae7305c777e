import { recordsOf } from '../harness/audit.js';
import type { Page } from '../harness/contract.js';
import { accept, type CreatedInvitation, invite, join, newEmail } from '../harness/people.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import { createToken, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const password = (): string => unique('password-');
const lookUp = (invitationToken: string) =>
  server.anonymous().post('/api/invitations/look-up', { invitationToken });

test('brings somebody in with a new account, signed in', async () => {
  const email = newEmail();
  const invitation = await invite(owner.api, 'member', email);
  expect(invitation).toEqual({
    id: expect.stringMatching(/^inv_/),
    email,
    role: 'member',
    expiresAt: expect.any(String),
    invitationToken: expect.stringMatching(/^[\w-]{43}$/),
    link: `${server.origin}/invitation#${invitation.invitationToken}`,
    emailed: false,
  });
  expect((await lookUp(invitation.invitationToken)).body).toEqual({
    email,
    tenantName: 'Acme',
    role: 'member',
    expiresAt: invitation.expiresAt,
    hasAccount: false,
  });
  const api = server.anonymous();
  const joined = await accept(api, invitation.invitationToken, password());
  expect(joined.body).toMatchObject({ account: { email }, tenant: { name: 'Acme' }, role: 'member' });
  expect((await api.get('/api/session')).body).toEqual(joined.body);
  const actions = (await recordsOf(owner.api, joined)).map(({ action }) => action).sort();
  expect(actions).toEqual(['member.joined', 'session.created']);
});

test('shows its token once, and stores a hash', async () => {
  const { id, invitationToken } = await invite(owner.api, 'viewer');
  const list = await owner.api.get<Page<{ id: string }>>('/api/invitations');
  expect(list.body.items.find((item) => item.id === id)).toMatchObject({ invitedBy: owner.email });
  expect(list.text).not.toContain(invitationToken);
  const rows = await database.query('SELECT invitation::text AS row FROM invitation');
  expect(JSON.stringify(rows)).not.toContain(invitationToken);
});

test('withdrawn, expired, used, replaced, unknown: one and the same answer', async () => {
  const [withdrawn, expired, used, replaced] = [
    await invite(owner.api, 'viewer'),
    await invite(owner.api, 'viewer'),
    await invite(owner.api, 'viewer'),
    await invite(owner.api, 'viewer'),
  ];
  await invite(owner.api, 'viewer', replaced.email.toUpperCase());
  expect((await owner.api.delete(`/api/invitations/${withdrawn.id}`)).status).toBe(204);
  await database.query(`UPDATE invitation SET expires_at = now() WHERE id = $1`, [expired.id]);
  expect((await accept(server.anonymous(), used.invitationToken, password())).status).toBe(201);
  const tokens = [withdrawn, expired, used, replaced].map(({ invitationToken }) => invitationToken);
  const unknown = await accept(server.anonymous(), 'x'.repeat(43), password());
  expectProblem(unknown, 404, 'invitation_not_found');
  for (const token of tokens) {
    for (const answer of [await accept(server.anonymous(), token, password()), await lookUp(token)]) {
      expect(withoutRequestId(answer)).toEqual(withoutRequestId(unknown));
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  }
});

test('50 acceptances at once make one membership', async () => {
  const { email, invitationToken } = await invite(owner.api, 'member');
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => accept(server.anonymous(), invitationToken, password())),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  // Whoever comes once there is an account has to give its password, which ten may try.
  for (const { status } of answers) expect([201, 401, 404, 429, 503]).toContain(status);
  const rows = await database.query(
    'SELECT FROM membership JOIN account ON account.id = account_id WHERE email = $1',
    [email],
  );
  expect(rows).toHaveLength(1);
});

test('an address with an account joins by its password alone, refused as sign-in refuses', async () => {
  const person = await join(server, owner.api, 'viewer');
  expect((await owner.api.delete(`/api/members/${person.id}`)).status).toBe(204);
  const { invitationToken } = await invite(owner.api, 'admin', person.email);
  expect((await lookUp(invitationToken)).body).toMatchObject({ hasAccount: true });
  const wrong = await accept(server.anonymous(), invitationToken, password());
  const signIn = await server.anonymous().post('/api/session', { email: person.email, password: 'x' });
  expect(withoutRequestId(wrong)).toEqual(withoutRequestId(signIn));
  expect(await recordsOf(owner.api, wrong)).toEqual([
    expect.objectContaining({ action: 'member.joined', outcome: 'denied', reason: 'invalid_credentials' }),
  ]);
  const right = await accept(server.anonymous(), invitationToken, person.password);
  expect(right.body).toMatchObject({ account: { id: person.id }, role: 'admin' });
});

test('a member is not invited again; a short password is refused and costs nothing', async () => {
  const answer = await owner.api.post('/api/invitations', {
    email: owner.email.toUpperCase(),
    role: 'viewer',
  });
  expectProblem(answer, 409, 'already_member');
  const { invitationToken } = await invite(owner.api, 'viewer');
  expectProblem(
    await accept(server.anonymous(), invitationToken, 'fourteen chars'),
    400,
    'validation_failed',
  );
  expect((await lookUp(invitationToken)).status).toBe(200);
});

test.each([
  ['removed', 'all', (id: string) => owner.api.delete(`/api/members/${id}`)],
  ['made a member', 'all', (id: string) => owner.api.patch(`/api/members/${id}`, { role: 'member' })],
  ['made an admin', 'owners', (id: string) => owner.api.patch(`/api/members/${id}`, { role: 'admin' })],
])('with an inviter who is %s, open invitations go: %s', async (_, which, change) => {
  const inviter = await join(server, owner.api, 'owner');
  const toOwner = await invite(inviter.api, 'owner');
  const toViewer = await invite(inviter.api, 'viewer');
  expect([200, 204]).toContain((await change(inviter.id)).status);
  const statuses = [];
  for (const { invitationToken } of [toOwner, toViewer])
    statuses.push((await lookUp(invitationToken)).status);
  expect(statuses).toEqual([404, which === 'all' ? 404 : 200]);
});

test.each([
  ['role', { role: 'owner' }],
  ['tenantId', { tenantId: 'ten_other' }],
  ['id', { id: 'inv_other' }],
  ['version', { version: 1 }],
])('%s in a body that has none is refused', async (_, field) => {
  const { invitationToken } = await invite(owner.api, 'viewer');
  const answer = await server
    .anonymous()
    .post('/api/invitations/accept', { invitationToken, password: password(), ...field });
  expectProblem(answer, 400, 'validation_failed');
  const token = { name: 'x', scopes: ['keys:read'], environments: ['staging'], ...field };
  expectProblem(await owner.api.post('/api/tokens', token), 400, 'validation_failed');
  await createToken(owner.api);
});

test('a foreign invitation answers as an unknown one', async () => {
  await database.query(`INSERT INTO tenant (id, name) VALUES ('ten_second', 'Second')`);
  await database.query(`INSERT INTO membership SELECT 'ten_second', id, 'owner' FROM account LIMIT 1`);
  await database.query(
    `INSERT INTO invitation (id, tenant_id, email, email_normalized, role, token_hash, invited_by_id, expires_at)
     SELECT 'inv_second', 'ten_second', 'a@b.c', 'a@b.c', 'viewer', 'x', account_id, now() + '1 day'
     FROM membership WHERE tenant_id = 'ten_second'`,
  );
  const foreign = await owner.api.delete('/api/invitations/inv_second');
  const unknown = await owner.api.delete('/api/invitations/inv_0000000000000000000000');
  expectProblem(foreign, 404, 'invitation_not_found');
  expect(withoutRequestId(foreign)).toEqual(withoutRequestId(unknown));
  const { items } = (await owner.api.get<Page<CreatedInvitation>>('/api/invitations?limit=100')).body;
  expect(items.map(({ id }) => id)).not.toContain('inv_second');
});
