import { createHmac } from 'node:crypto';
import { TOTP } from 'otpauth';
import type { ApiClient } from '../harness/api-client.js';
import { recordsOf } from '../harness/audit.js';
import { accept, invite, join } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const key = await createKey(owner.api);
const HOUR = 60 * 60;
const MINUTE_MS = 60_000;

/** A replica whose clock is so many seconds off. */
const replicaOff = (seconds: number) =>
  startServer({
    database,
    secrets: server.secrets,
    env: {
      NODE_OPTIONS: `--import=${new URL('../harness/shift-clock.mjs', import.meta.url).href}`,
      CLOCK_SHIFT_SECONDS: String(seconds),
    },
  });

const claimsOf = (api: ApiClient): Record<string, unknown> => {
  const [, payload = ''] = /ibyok_session=[^.]+\.([^.]+)/.exec(api.cookieHeader) ?? [];
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
};

/** The same session in a cookie that ends when the claims say. */
function withClaims(api: ApiClient, claims: Record<string, unknown>): ApiClient {
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { ...claimsOf(api), ...claims },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const hash = createHmac('sha256', server.secrets.sessionSecret).update(signed).digest('base64url');
  const copy = api.copy();
  copy.setCookie('ibyok_session', `${signed}.${hash}`);
  return copy;
}

/** Has rows end in so long, as PostgreSQL writes a time span. */
const endIn = (table: string, column: string, span: string, where: string, value: string) =>
  database.query(`UPDATE ${table} SET ${column} = now() + $2::interval WHERE ${where} = $1`, [value, span]);

describe.each([
  ['an hour behind', -HOUR],
  ['an hour ahead', HOUR],
])('on a server whose clock is %s', (_, seconds) => {
  let off: Awaited<ReturnType<typeof replicaOff>>;
  beforeAll(async () => {
    off = await replicaOff(seconds);
  });
  const signIn = async () => {
    const api = off.anonymous();
    return { api, answer: await api.post('/api/session', { email: owner.email, password: owner.password }) };
  };

  test('the clock is that wrong, and the record has the right time all the same', async () => {
    const { api, answer } = await signIn();
    expect(answer.status).toBe(201);
    const stated = Number(claimsOf(api).iat) * 1_000;
    expect(Math.abs(stated - Date.now() - seconds * 1_000)).toBeLessThan(10 * MINUTE_MS);
    const [record] = await recordsOf(owner.api, answer);
    expect(Math.abs(Date.parse(record?.at ?? '') - Date.now())).toBeLessThan(10 * MINUTE_MS);
  });

  test('an access token that has ended or was revoked stays dead, and one that has not counts', async () => {
    const read = async (token: string) => (await fetchValue(off.withToken(token), key.id)).status;
    const revoked = await createToken(owner.api);
    const ending = await createToken(owner.api);
    await owner.api.delete(`/api/tokens/${revoked.id}`);
    await endIn('access_token', 'expires_at', '10 minutes', 'id', ending.id);
    expect(await read(revoked.token)).toBe(401);
    expect(await read(ending.token)).toBe(200);
    await endIn('access_token', 'expires_at', '-1 second', 'id', ending.id);
    expect(await read(ending.token)).toBe(401);
  });

  test('a token made there ends when it should', async () => {
    const api = owner.api.copy(off.origin);
    const { expiresAt } = await createToken(api);
    const days = (Date.parse(expiresAt) - Date.now()) / (24 * 60 * MINUTE_MS);
    expect(Math.abs(days - 90)).toBeLessThan(0.02);
    const past = new Date(Date.now() - MINUTE_MS).toISOString();
    const body = { name: 'Past', scopes: ['keys:read'], environments: ['production'], expiresAt: past };
    expectProblem(await api.post('/api/tokens', body), 400, 'validation_failed');
  });

  test('a session that has ended stays dead, whatever its cookie says, and one that has not counts', async () => {
    const api = server.anonymous();
    await api.post('/api/session', { email: owner.email, password: owner.password });
    const status = async (client: ApiClient) => (await client.copy(off.origin).get('/api/session')).status;
    const { sid } = claimsOf(api);
    await endIn('session', 'expires_at', '10 minutes', 'id', String(sid));
    expect(await status(api)).toBe(200);
    await endIn('session', 'expires_at', '-1 second', 'id', String(sid));
    const now = Math.floor(Date.now() / 1_000);
    for (const exp of [now - 1, now + 10, now + 10 * HOUR]) {
      expect(await status(withClaims(api, { exp }))).toBe(401);
    }
    const left = await signIn();
    expect(await status(left.api)).toBe(200);
    const kept = left.api.copy();
    await left.api.delete('/api/session');
    expect(await status(kept)).toBe(401);
  });

  test('an invitation that has ended stays dead, and one that has not counts', async () => {
    const ended = await invite(owner.api, 'viewer');
    await endIn('invitation', 'expires_at', '-1 second', 'id', ended.id);
    const answer = await accept(off.anonymous(), ended.invitationToken, unique('password-'));
    expectProblem(answer, 404);
    const open = await invite(owner.api, 'viewer');
    await endIn('invitation', 'expires_at', '10 minutes', 'id', open.id);
    const joined = await accept(off.anonymous(), open.invitationToken, unique('password-'));
    expect(joined.status).toBe(201);
  });

  test('the first owner is not created again', async () => {
    expect((await off.anonymous().get('/api/setup')).body).toEqual({ needed: false });
    const body = { email: 'eve@example.com', password: unique('password-'), tenantName: 'Eve' };
    const { setupToken } = server.secrets;
    expectProblem(await off.anonymous().post('/api/setup', { setupToken, ...body }), 409, 'setup_done');
  });

  test('a budget of failed sign-ins is exhausted as long as it should be, and no longer', async () => {
    const { email, password } = await join(server, owner.api, 'viewer');
    const tryAt = (at: typeof server, word: string) =>
      at.anonymous().post('/api/session', { email, password: word });
    for (let count = 0; count < 10; count += 1) await tryAt(server, unique('wrong-'));
    expectProblem(await tryAt(off, password), 429, 'too_many_attempts');
    await endIn('attempt_window', 'ends_at', '10 minutes', 'kind', 'sign_in_account');
    expectProblem(await tryAt(off, password), 429, 'too_many_attempts');
    await endIn('attempt_window', 'ends_at', '-1 second', 'kind', 'sign_in_account');
    expect((await tryAt(off, password)).status).toBe(201);
  });

  test('a one-time code counts by the right clock', async () => {
    const { api, email, password } = await join(server, owner.api, 'viewer');
    const { body } = await api.post<{ secret: string }>('/api/account/totp', { password });
    const totp = new TOTP({ secret: body.secret });
    const codeAt = (time: number) => totp.generate({ timestamp: time });
    await api.post('/api/account/totp/confirm', { code: codeAt(Date.now() - 30_000) });
    const signInWith = (code: string) => off.anonymous().post('/api/session', { email, password, code });
    const wrong = await signInWith(codeAt(Date.now() + seconds * 1_000));
    expectProblem(wrong, 401, 'code_invalid');
    expect((await signInWith(codeAt(Date.now()))).status).toBe(201);
  });

  test('fetches are answered as everywhere', async () => {
    expect((await fetchValue(app, key.id, 'production')).body.value).toBe(key.value);
    const there = await fetchValue(off.withToken(app.token ?? ''), key.id, 'production');
    expect(there.body.value).toBe(key.value);
  });
});
