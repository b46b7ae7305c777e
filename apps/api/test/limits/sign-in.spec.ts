import type { Answer, ApiClient } from '../harness/api-client.js';
import { accept, invite, join } from '../harness/people.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { startWorkspace, unique } from '../harness/workspace.js';

const env = { IBYOK_TRUST_PROXY: '127.0.0.1', IBYOK_SIGNUP: 'open' };
const { database, server, owner } = await startWorkspace({ env });
const replica = await startServer({ database, secrets: server.secrets, env });
const ACCOUNT_BUDGET = 10;
const ADDRESS_BUDGET = 50;
let addresses = 0;

/** A stranger at an address that nobody else has. */
function stranger(at: TestServer = server): ApiClient {
  addresses += 1;
  return at.anonymous().copy(at.origin, `198.51.${addresses >> 8}.${addresses & 255}`);
}

const newAccount = async () => join(server, owner.api, 'viewer');
const signIn = (api: ApiClient, email: string, password = unique('wrong-')): Promise<Answer> =>
  api.post('/api/session', { email, password });

async function exhaust(email: string): Promise<void> {
  for (let attempt = 0; attempt < ACCOUNT_BUDGET; attempt += 1) {
    expectProblem(await signIn(stranger(), email), 401, 'invalid_credentials');
  }
}

function expectLimited(answer: Answer, most = 900): void {
  expectProblem(answer, 429, 'too_many_attempts');
  const seconds = answer.headers.get('retry-after') ?? '';
  expect(seconds).toMatch(/^[1-9]\d*$/);
  expect(Number(seconds)).toBeLessThanOrEqual(most);
}

test('ten failures use an account up, for the right password too and on every replica', async () => {
  const { email, password } = await newAccount();
  await exhaust(email);
  expectLimited(await signIn(stranger(), email, password));
  expectLimited(await signIn(stranger(replica), email, password));
});

test('an unknown account is limited as a known one', async () => {
  const { email } = await newAccount();
  const unknown = `${unique('nobody-')}@example.com`;
  await exhaust(email);
  await exhaust(unknown);
  const answers = [await signIn(stranger(), email), await signIn(stranger(), unknown)] as const;
  for (const answer of answers) expectLimited(answer);
  expect(withoutRequestId(answers[0])).toEqual(withoutRequestId(answers[1]));
});

test('however the address is written, it is one account', async () => {
  const { email, password } = await newAccount();
  const forms = [email, ` ${email}`, `${email} `, email.toUpperCase(), email.replace('a', 'A')];
  for (const form of [...forms, ...forms]) expectProblem(await signIn(stranger(), form), 401);
  expectLimited(await signIn(stranger(), email, password));
});

test('a hundred guesses at once are ten guesses', async () => {
  const { email } = await newAccount();
  const answers = await Promise.all(
    Array.from({ length: 100 }, (_, index) => signIn(stranger(index % 2 ? server : replica), email)),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(ACCOUNT_BUDGET);
  expect(statuses.filter((status) => status === 429)).toHaveLength(100 - ACCOUNT_BUDGET);
});

test('what succeeds is not counted', async () => {
  const { email, password } = await newAccount();
  for (let index = 0; index < ACCOUNT_BUDGET + 5; index += 1) {
    expect((await signIn(stranger(), email, password)).status).toBe(201);
  }
});

test('a stranger cannot lock out a browser that signed in before', async () => {
  const { api, email, password } = await newAccount();
  const known = stranger();
  expect((await signIn(known, email, password)).status).toBe(201);
  expect((await known.delete('/api/session')).status).toBe(204);
  await exhaust(email);
  expectLimited(await signIn(stranger(), email, password));
  expect((await signIn(known, email, password)).status).toBe(201);
  expect((await signIn(api, email, password)).status).toBe(201);
});

test('a known browser has a budget, too, and no other account gains by it', async () => {
  const [first, second] = [await newAccount(), await newAccount()];
  const known = stranger();
  expect((await signIn(known, first.email, first.password)).status).toBe(201);
  for (let attempt = 0; attempt < ACCOUNT_BUDGET; attempt += 1) {
    expectProblem(await signIn(known, first.email), 401);
  }
  expectLimited(await signIn(known, first.email, first.password));
  await exhaust(second.email);
  expectLimited(await signIn(known, second.email, second.password));
});

test.each([
  [
    'edited',
    (cookie: string) =>
      cookie.replace(/(ibyok_device=[^.]+\.)(.)/, (_, head, one) => head + (one === 'e' ? 'f' : 'e')),
  ],
  [
    'a session’s',
    (cookie: string) => cookie.replace(/ibyok_session=([^;]+); ibyok_device=.*/, 'ibyok_device=$1'),
  ],
  ['junk', () => 'ibyok_device=%E0%A4%A'],
])('a device cookie that is %s makes nobody known', async (_, forge) => {
  const { api, email, password } = await newAccount();
  await exhaust(email);
  const headers = { cookie: forge(api.cookieHeader) };
  const body = { email, password };
  expectLimited(await stranger().request('POST', '/api/session', { headers, body }));
});

test('a device cookie opens nothing', async () => {
  const { api } = await newAccount();
  const device = /ibyok_device=([^;]+)/.exec(api.cookieHeader)?.[1] ?? '';
  expect(device).not.toBe('');
  const thief = stranger();
  thief.setCookie('ibyok_session', device);
  expectProblem(await thief.get('/api/session'), 401, 'unauthenticated');
});

test('an exhausted budget ends when it would have ended, by the clock of the database', async () => {
  const { email, password } = await newAccount();
  await exhaust(email);
  const windows = () =>
    database.query(
      `SELECT * FROM attempt_window WHERE kind = 'sign_in_account' AND count >= 10 ORDER BY subject`,
    );
  const before = await windows();
  for (let attempt = 0; attempt < 5; attempt += 1) expectLimited(await signIn(stranger(), email));
  expect(await windows()).toEqual(before);
  await database.query(`UPDATE attempt_window SET ends_at = now() - interval '1 ms'`);
  expect((await signIn(stranger(), email, password)).status).toBe(201);
});

test('the window of an account begins with the first failure, not with the latest', async () => {
  const { email } = await newAccount();
  const ends = async (): Promise<unknown> =>
    (
      await database.query(`SELECT max(ends_at) AS ends FROM attempt_window WHERE kind = 'sign_in_account'`)
    )[0];
  await signIn(stranger(), email);
  const first = await ends();
  await signIn(stranger(), email);
  expect(await ends()).toEqual(first);
});

test('an address has fifty, whatever accounts it tries; another /64 has its own', async () => {
  const address = '2001:db8:77:1';
  const from = (ip: string): ApiClient => server.anonymous().copy(server.origin, ip);
  for (let attempt = 0; attempt < ADDRESS_BUDGET; attempt += 1) {
    const answer = await signIn(from(`${address}::${attempt}`), `${unique('nobody-')}@example.com`);
    expectProblem(answer, 401, 'invalid_credentials');
  }
  expectLimited(await signIn(from(`${address}:ffff::1`), owner.email, owner.password));
  expect((await signIn(from('2001:db8:77:2::1'), owner.email, owner.password)).status).toBe(201);
});

test('a denied attempt takes nothing from its address', async () => {
  const { email } = await newAccount();
  await exhaust(email);
  const one = stranger();
  for (let attempt = 0; attempt < ADDRESS_BUDGET + 5; attempt += 1) expectLimited(await signIn(one, email));
  expect((await signIn(one, owner.email, owner.password)).status).toBe(201);
});

test('the counts hold no name of an account', async () => {
  const { email } = await newAccount();
  await exhaust(email);
  const rows = await database.query<{ row: string }>(
    'SELECT attempt_window::text AS row FROM attempt_window',
  );
  expect(rows.length).toBeGreaterThan(0);
  const [local = email] = email.split('@');
  for (const { row } of rows) expect(row).not.toContain(local);
});

test('it is recorded in the account’s workspace, once', async () => {
  const { email } = await newAccount();
  const limited = async () =>
    (await owner.api.get<{ items: { detail: object }[] }>('/api/audit?action=sign_in.limited&limit=100')).body
      .items;
  const before = await limited();
  await exhaust(email);
  for (let attempt = 0; attempt < 3; attempt += 1) await signIn(stranger(), email);
  const after = await limited();
  expect(after.length).toBe(before.length + 1);
  expect(after[0]).toMatchObject({
    outcome: 'denied',
    reason: 'too_many_attempts',
    actor: { type: 'anonymous', id: null, name: null },
    detail: { budgets: ['sign_in_account'] },
  });
});

test('a password that an invitation asks for, or a change of it, counts as a sign-in', async () => {
  const member = await newAccount();
  const other = server.anonymous();
  const body = { email: `${unique('b-')}@example.com`, password: unique('password-'), tenantName: 'B' };
  expect((await other.post('/api/signup', body)).status).toBe(201);
  const { invitationToken } = await invite(other, 'viewer', member.email);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expectProblem(await accept(stranger(), invitationToken, unique('wrong-')), 401, 'invalid_credentials');
  }
  for (let attempt = 0; attempt < 5; attempt += 1) expectProblem(await signIn(stranger(), member.email), 401);
  expectLimited(await accept(stranger(), invitationToken, member.password));

  const change = (currentPassword: string) =>
    member.api.post('/api/account/password', { currentPassword, newPassword: unique('password-') });
  for (let attempt = 0; attempt < ACCOUNT_BUDGET; attempt += 1)
    expectProblem(await change(unique('wrong-')), 401);
  expectLimited(await change(member.password));
});

test('a restart does not forget', async () => {
  const { email, password } = await newAccount();
  await exhaust(email);
  expect(await replica.process.stop()).toBe(0);
  const next = await startServer({ database, secrets: server.secrets, env });
  expectLimited(await signIn(stranger(next), email, password));
});
