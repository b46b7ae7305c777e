import { createHmac } from 'node:crypto';
import { freePort } from '../harness/free-port.js';
import { expectProblem } from '../harness/problem.js';
import { startServer } from '../harness/test-server.js';
import { startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const NAME = 'ibyok_session';
const [, cookie = ''] = owner.api.cookieHeader.split(/=(.*)/);
const [header = '', payload = '', signature = ''] = cookie.split('.');

type Claims = Readonly<Record<string, unknown>>;
const decode = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString());
const encode = (claims: Claims): string => Buffer.from(JSON.stringify(claims)).toString('base64url');

function sign(claims: Claims, alg = 'HS256', secret = server.secrets.sessionSecret): string {
  const signed = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  const hash = `sha${alg.slice(2)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
}

async function statusWith(value: string): Promise<number> {
  const api = server.anonymous();
  api.setCookie(NAME, value);
  const answer = await api.get('/api/session');
  if (answer.status !== 200) expectProblem(answer, 401, 'unauthenticated');
  return answer.status;
}

const signIn = (origin = server) =>
  origin.anonymous().post('/api/session', { email: owner.email, password: owner.password });

test('is kept from scripts and other sites, and is a short JWT', async () => {
  const [setCookie = ''] = (await signIn()).headers.getSetCookie();
  const attributes = setCookie.split('; ').slice(1);
  expect(attributes).toEqual(expect.arrayContaining(['HttpOnly', 'SameSite=Strict', 'Path=/']));
  expect(attributes.filter((attribute) => /^Domain/i.test(attribute))).toEqual([]);
  const maxAge = Number(/Max-Age=(\d+)/.exec(setCookie)?.[1]);
  expect(maxAge).toBeGreaterThan(0);
  expect(maxAge).toBeLessThanOrEqual(24 * 60 * 60);
  const { iat, exp } = decode(payload);
  expect(Number(exp) - Number(iat)).toBe(maxAge);
});

test('is for TLS alone where the public address is https', async () => {
  const { secrets } = server;
  const env = { IBYOK_PUBLIC_URL: 'https://keys.example.com', PORT: String(await freePort()) };
  const behindTls = await startServer({ database, secrets, env });
  const [setCookie = ''] = (await signIn(behindTls)).headers.getSetCookie();
  expect(setCookie).toMatch(/^__Host-ibyok_session=.+; Secure(;|$)/);
});

test('counts as it was given', async () => {
  expect(await statusWith(cookie)).toBe(200);
  expect(await statusWith(sign(decode(payload)))).toBe(200);
});

test.each<[string, () => string]>([
  ['alg none', () => `${encode({ alg: 'none', typ: 'JWT' })}.${payload}.`],
  ['alg none with the old signature', () => `${encode({ alg: 'none' })}.${payload}.${signature}`],
  ['alg None', () => `${encode({ alg: 'None' })}.${payload}.`],
  ['HS512 with the right secret', () => sign(decode(payload), 'HS512')],
  ['HS384 with the right secret', () => sign(decode(payload), 'HS384')],
  ['another secret', () => sign(decode(payload), 'HS256', 'x'.repeat(64))],
  ['an empty secret', () => sign(decode(payload), 'HS256', '')],
  ['no signature', () => `${header}.${payload}.`],
  ['an edited payload', () => `${header}.${encode({ ...decode(payload), role: 'owner' })}.${signature}`],
  ['an expired payload', () => sign({ ...decode(payload), exp: Math.floor(Date.now() / 1000) - 1 })],
  ['another session', () => sign({ ...decode(payload), sid: 'ses_0000000000000000000000' })],
  ['another tenant', () => sign({ ...decode(payload), tid: 'ten_0000000000000000000000' })],
  ['claims of another type', () => sign({ ...decode(payload), sid: { $ne: null } })],
  ['no claims', () => sign({})],
  ['junk', () => 'junk'],
  ['an unfinished escape', () => '%E0%A4%A'],
])('is refused with %s', async (_, forge) => {
  expect(await statusWith(forge())).toBe(401);
});

test('is refused once the session has expired by the clock of the database', async () => {
  const api = server.anonymous();
  await api.post('/api/session', { email: owner.email, password: owner.password });
  const { sid } = decode(api.cookieHeader.split('.')[1] ?? '');
  await database.query(`UPDATE session SET expires_at = now() - interval '1 ms' WHERE id = $1`, [sid]);
  expectProblem(await api.get('/api/session'), 401, 'unauthenticated');
});

test('ends with the membership', async () => {
  await database.query('DELETE FROM membership');
  expectProblem(await owner.api.get('/api/session'), 401, 'unauthenticated');
  expectProblem(await signIn(), 401, 'invalid_credentials');
});
