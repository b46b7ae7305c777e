import { TOTP } from 'otpauth';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import type { Answer, ApiClient } from '../harness/api-client.js';
import { recordsOf } from '../harness/audit.js';
import type { Session } from '../harness/contract.js';
import { giveToOrdinaryOwner } from '../harness/ordinary-owner.js';
import { invite, type Joined, join, newEmail } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { newSecrets } from '../harness/server-process.js';
import { startServer } from '../harness/test-server.js';
import { startWorkspace, unique } from '../harness/workspace.js';

const env = { IBYOK_SIGNUP: 'open', IBYOK_TRUST_PROXY: '127.0.0.1' };
const { database, server, owner } = await startWorkspace({ env });
const replica = await startServer({ database, secrets: server.secrets, env });

interface Enrolled extends Joined {
  readonly totp: TOTP;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

interface Begun {
  readonly secret: string;
  readonly uri: string;
}

const begin = (api: ApiClient, password: string) => api.post<Begun>('/api/account/totp', { password });
const confirm = (api: ApiClient, code: string) =>
  api.post<{ recoveryCodes: string[] }>('/api/account/totp/confirm', { code });
const state = async (api: ApiClient) => (await api.get('/api/account/totp')).body;

/** The code of so many steps from now. */
const codeOf = (totp: TOTP, steps = 0): string => totp.generate({ timestamp: Date.now() + steps * 30_000 });

/** Somebody with one-time codes on; the step of now is used up by the confirmation unless it was the one before. */
async function enrol(): Promise<Enrolled> {
  const joined = await join(server, owner.api, 'viewer');
  const { body } = await begin(joined.api, joined.password);
  const totp = new TOTP({ secret: body.secret });
  const confirmed = await confirm(joined.api, codeOf(totp, -1));
  expect(confirmed.status).toBe(201);
  return { ...joined, totp, secret: body.secret, recoveryCodes: confirmed.body.recoveryCodes };
}

let addresses = 0;
const signIn = (
  { email, password }: Pick<Joined, 'email' | 'password'>,
  code?: string,
  at = server,
): Promise<Answer<Session>> => {
  addresses += 1;
  const api = at.anonymous().copy(at.origin, `198.51.100.${addresses % 250}`);
  return api.post<Session>('/api/session', { email, password, ...(code === undefined ? {} : { code }) });
};

test('once confirmed, signing in takes a code, and says so only after the right password', async () => {
  const person = await enrol();
  const asked = await signIn(person);
  expectProblem(asked, 401, 'code_required');
  expect(asked.headers.getSetCookie()).toEqual([]);
  expectProblem(await signIn({ ...person, password: unique('wrong-') }), 401, 'invalid_credentials');
  expectProblem(
    await signIn({ ...person, password: unique('wrong-') }, codeOf(person.totp)),
    401,
    'invalid_credentials',
  );
  const answer = await signIn(person, codeOf(person.totp));
  expect(answer.status).toBe(201);
  expect(answer.body.account.email).toBe(person.email);
  expect(await recordsOf(owner.api, asked)).toMatchObject([
    { action: 'session.created', outcome: 'denied', reason: 'code_required' },
  ]);
});

test('a code may have spaces, and one of an account without codes is ignored', async () => {
  const person = await enrol();
  const code = codeOf(person.totp);
  expect((await signIn(person, ` ${code.slice(0, 3)} ${code.slice(3)} `)).status).toBe(201);
  const plain = await join(server, owner.api, 'viewer');
  expect((await signIn(plain, '123456')).status).toBe(201);
});

test('a secret that is not confirmed asks nobody for a code', async () => {
  const person = await join(server, owner.api, 'viewer');
  const begun = await begin(person.api, person.password);
  expect(begun.status).toBe(201);
  expect(begun.body.uri).toMatch(/^otpauth:\/\/totp\/IBYOK/);
  expect(await state(person.api)).toEqual({ enabled: false, recoveryCodesLeft: 0 });
  expect((await signIn(person)).status).toBe(201);
  const wrong = expectProblem(await confirm(person.api, '000000'), 400, 'validation_failed');
  expect(wrong.errors?.map(({ field }) => field)).toEqual(['code']);
  expect((await signIn(person)).status).toBe(201);
});

test('to begin takes the password; the last secret counts', async () => {
  const person = await join(server, owner.api, 'viewer');
  const refused = await begin(person.api, unique('wrong-'));
  expectProblem(refused, 401, 'invalid_credentials');
  expect(await recordsOf(owner.api, refused)).toMatchObject([
    { action: 'totp.enabled', outcome: 'denied', reason: 'invalid_credentials' },
  ]);
  expectProblem(await confirm(person.api, '123456'), 409, 'totp_not_begun');
  const first = new TOTP({ secret: (await begin(person.api, person.password)).body.secret });
  const second = new TOTP({ secret: (await begin(person.api, person.password)).body.secret });
  expectProblem(await confirm(person.api, codeOf(first)), 400, 'validation_failed');
  expect((await confirm(person.api, codeOf(second))).status).toBe(201);
  expectProblem(await begin(person.api, person.password), 409, 'totp_enabled');
  expectProblem(await confirm(person.api, codeOf(second, 1)), 409, 'totp_enabled');
});

test('to confirm ends the sessions that began without a code, and is recorded', async () => {
  const person = await join(server, owner.api, 'viewer');
  const elsewhere = replica.anonymous();
  await elsewhere.post('/api/session', { email: person.email, password: person.password });
  const { secret } = (await begin(person.api, person.password)).body;
  const answer = await confirm(person.api, codeOf(new TOTP({ secret })));
  expect((await person.api.get('/api/session')).status).toBe(200);
  expectProblem(await elsewhere.get('/api/session'), 401);
  const records = await recordsOf(owner.api, answer);
  expect(records).toMatchObject([
    {
      action: 'totp.enabled',
      outcome: 'allowed',
      actor: { name: person.email },
      detail: { sessionsEnded: 1 },
    },
  ]);
  for (const hidden of [secret, ...answer.body.recoveryCodes]) {
    expect(JSON.stringify(records)).not.toContain(hidden);
  }
});

test('of sign-ins while codes are turned on, none without a code stays', async () => {
  for (let round = 0; round < 4; round += 1) {
    const person = await join(server, owner.api, 'viewer');
    const { secret } = (await begin(person.api, person.password)).body;
    const guests = Array.from({ length: 6 }, (_, index) => (index % 2 ? server : replica).anonymous());
    const [confirmed] = await Promise.all([
      confirm(person.api, codeOf(new TOTP({ secret }))),
      ...guests.map((guest) =>
        guest.post('/api/session', { email: person.email, password: person.password }),
      ),
    ]);
    expect(confirmed.status).toBe(201);
    for (const guest of guests) expectProblem(await guest.get('/api/session'), 401);
  }
});

test('of fifty uses of one code at once, one is accepted; it never counts again', async () => {
  const person = await enrol();
  const code = codeOf(person.totp);
  // A browser that signed in before has a budget of its own: the limit is not what is tested.
  const answers: Answer[] = [];
  for (let batch = 0; batch < 5; batch += 1) {
    answers.push(
      ...(await Promise.all(
        Array.from({ length: 10 }, (_, index) => signIn(person, code, index % 2 ? server : replica)),
      )),
    );
  }
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  for (const { status } of answers) expect([201, 401, 429]).toContain(status);
});

test('codes that were used do not confirm what is turned on next', async () => {
  const person = await enrol();
  const code = codeOf(person.totp);
  expect((await signIn(person, code)).status).toBe(201);
  expectProblem(await signIn(person, code), 401, 'code_invalid');
  expectProblem(await signIn(person, codeOf(person.totp, -1)), 401, 'code_invalid');
  expect((await signIn(person, codeOf(person.totp, 1))).status).toBe(201);
});

test('wrong codes are failures: ten of them use the account up', async () => {
  const person = await enrol();
  for (let attempt = 0; attempt < 10; attempt += 1) {
    expectProblem(await signIn(person, '000000'), 401, 'code_invalid');
  }
  expectProblem(await signIn(person, codeOf(person.totp)), 429, 'too_many_attempts');
});

test('a sign-in that lacks its code is no failure', async () => {
  const person = await enrol();
  for (let attempt = 0; attempt < 12; attempt += 1) expectProblem(await signIn(person), 401, 'code_required');
  expect((await signIn(person, codeOf(person.totp))).status).toBe(201);
});

test('a recovery code opens once, however it is written; of ten at once, one', async () => {
  const person = await enrol();
  expect(person.recoveryCodes).toHaveLength(10);
  const [first = '', second = ''] = person.recoveryCodes;
  expect((await signIn(person, ` ${first.toUpperCase().replaceAll('-', ' ')}`)).status).toBe(201);
  expectProblem(await signIn(person, first), 401, 'code_invalid');
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, index) => signIn(person, second, index % 2 ? server : replica)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(await state(person.api)).toEqual({ enabled: true, recoveryCodesLeft: 8 });
});

test('new recovery codes take the password and a code; the former ones no longer count', async () => {
  const person = await enrol();
  const [former = '', next = ''] = person.recoveryCodes;
  const renew = (password: string, code: string) =>
    person.api.post<{ recoveryCodes: string[] }>('/api/account/totp/recovery-codes', { password, code });
  expectProblem(await renew(unique('wrong-'), former), 401, 'invalid_credentials');
  expectProblem(await renew(person.password, '000000'), 401, 'code_invalid');
  const answer = await renew(person.password, former);
  expect(answer.status).toBe(201);
  expect(await recordsOf(owner.api, answer)).toMatchObject([
    { action: 'recovery_codes.created', outcome: 'allowed' },
  ]);
  expectProblem(await signIn(person, next), 401, 'code_invalid');
  expect((await signIn(person, answer.body.recoveryCodes[0])).status).toBe(201);
});

test('turned off with the password and a code, the password is enough again', async () => {
  const person = await enrol();
  const disable = (code: string) =>
    person.api.post('/api/account/totp/disable', { password: person.password, code });
  expectProblem(await disable('000000'), 401, 'code_invalid');
  const answer = await disable(codeOf(person.totp));
  expect(answer.status).toBe(204);
  expect(await recordsOf(owner.api, answer)).toMatchObject([{ action: 'totp.disabled', outcome: 'allowed' }]);
  expect(await state(person.api)).toEqual({ enabled: false, recoveryCodesLeft: 0 });
  expect((await signIn(person)).status).toBe(201);
  expectProblem(await disable('123456'), 409, 'totp_disabled');
});

test('an invitation into another workspace takes the code, too', async () => {
  const person = await enrol();
  const founder = server.anonymous();
  const body = { email: newEmail(), password: unique('password-'), tenantName: 'Other' };
  expect((await founder.post('/api/signup', body)).status).toBe(201);
  const { invitationToken } = await invite(founder, 'viewer', person.email);
  const accept = (code?: string) =>
    server.anonymous().post<Session>('/api/invitations/accept', {
      invitationToken,
      password: person.password,
      ...(code === undefined ? {} : { code }),
    });
  expectProblem(await accept(), 401, 'code_required');
  expectProblem(await accept('000000'), 401, 'code_invalid');
  expect((await accept(codeOf(person.totp))).status).toBe(201);
});

test('nobody sees or changes another account’s codes', async () => {
  const person = await enrol();
  const other = await join(server, owner.api, 'viewer');
  expect(await state(other.api)).toEqual({ enabled: false, recoveryCodesLeft: 0 });
  expectProblem(
    await other.api.post('/api/account/totp/disable', {
      password: other.password,
      code: person.recoveryCodes[0] ?? '',
    }),
    409,
    'totp_disabled',
  );
  expect(await state(person.api)).toEqual({ enabled: true, recoveryCodesLeft: 10 });
});

test('neither secret nor recovery code is in the tables, in any form', async () => {
  const person = await enrol();
  const rows = await database.query<{ row: string }>(
    `SELECT account_totp::text AS row FROM account_totp
     UNION ALL SELECT recovery_code::text FROM recovery_code UNION ALL SELECT audit_record::text FROM audit_record`,
  );
  const text = rows.map(({ row }) => row).join('\n');
  for (const hidden of [person.secret, ...person.recoveryCodes]) {
    for (const form of [
      hidden,
      hidden.replaceAll('-', ''),
      Buffer.from(hidden).toString('hex'),
      Buffer.from(hidden.replaceAll('-', '')).toString('hex'),
    ]) {
      expect(text).not.toContain(form);
    }
  }
});

test('a secret that was copied to another account does not open there', async () => {
  const [one, other] = [await enrol(), await enrol()];
  await database.query(
    `UPDATE account_totp SET (format, master_key_id, wrapped_data_key, sealed_value) =
       (SELECT format, master_key_id, wrapped_data_key, sealed_value FROM account_totp WHERE account_id = $1)
     WHERE account_id = $2`,
    [one.id, other.id],
  );
  expect((await signIn(other, codeOf(one.totp))).status).toBe(500);
  expect((await signIn(one, codeOf(one.totp))).status).toBe(201);
});

test('rewrap takes secrets along, doctor opens them, and no master key is removed that one needs', async () => {
  const own = await startWorkspace();
  const person = await join(own.server, own.owner.api, 'viewer');
  const { secret } = (await begin(person.api, person.password)).body;
  const totp = new TOTP({ secret });
  expect((await confirm(person.api, codeOf(totp, -1))).status).toBe(201);
  await giveToOrdinaryOwner(own.database);
  const { secrets } = own.server;
  const { masterKey: newest } = newSecrets();
  const both = { ...secrets, masterKey: `${newest},${secrets.masterKey}` };
  const next = { ...secrets, masterKey: newest };
  await own.server.process.stop();
  const early = await startServer({ database: own.database, secrets: next, untilReady: false });
  expectProblem(await early.anonymous().get('/health/ready'), 503);
  await early.process.stop();
  const rotating = await startServer({ database: own.database, secrets: both });
  const rewrapped = await runAdmin(['rewrap'], adminVariables(own.database, both));
  expect(rewrapped).toMatchObject({ code: 0, stdout: expect.stringContaining('Rewrapped 1 rows') });
  expect(await runAdmin(['doctor'], adminVariables(own.database, next))).toMatchObject({ code: 0 });
  await rotating.process.stop();
  const last = await startServer({ database: own.database, secrets: next });
  expect((await signIn(person, codeOf(totp), last)).status).toBe(201);
});

describe('an operator of the server', () => {
  const variables = adminVariables(database, server.secrets);

  test('turns codes off for whoever lost them', async () => {
    const person = await enrol();
    const result = await runAdmin(
      ['account', 'reset-second-factor', ` ${person.email.toUpperCase()}`],
      variables,
    );
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining(person.email) });
    expectProblem(await person.api.get('/api/session'), 401);
    expect((await signIn(person)).status).toBe(201);
    const { items } = (await owner.api.get<{ items: object[] }>('/api/audit?action=totp.disabled&limit=1'))
      .body;
    expect(items).toMatchObject([
      { actor: { type: 'server' }, outcome: 'allowed', detail: { email: person.email } },
    ]);
  });

  test('sets a password that comes by stdin, and never shows it', async () => {
    const person = await join(server, owner.api, 'viewer');
    const password = unique('password-');
    const result = await runAdmin(['account', 'set-password', person.email], variables, `${password}\n`);
    expect(result.code).toBe(0);
    expect(result.stdout + result.stderr).not.toContain(password);
    expectProblem(await person.api.get('/api/session'), 401);
    expectProblem(await signIn(person), 401, 'invalid_credentials');
    expect((await signIn({ ...person, password })).status).toBe(201);
  });

  test.each([
    [
      'nobody’s address',
      ['account', 'set-password', 'nobody@example.com'],
      `${unique('password-')}\n`,
      /Nobody/,
    ],
    ['a short password', ['account', 'set-password', owner.email], 'short\n', /15 to 1000/],
    ['an easy password', ['account', 'set-password', owner.email], 'passwordpassword\n', /easy|guess/],
    ['no password', ['account', 'set-password', owner.email], '', /15 to 1000/],
    ['no address', ['account', 'set-password'], '', /Usage/],
    ['two addresses', ['account', 'reset-second-factor', 'a@b.c', 'd@e.f'], '', /Usage/],
  ])('is told of %s', async (_, words, input, message) => {
    const result = await runAdmin(words, variables, input);
    expect(result.code).toBe(1);
    expect(result.stderr).toMatch(message);
    expect((await owner.api.get('/api/session')).status).toBe(200);
  });
});
