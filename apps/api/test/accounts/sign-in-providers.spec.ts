import type { Answer, ApiClient } from '../harness/api-client.js';
import { listRecords } from '../harness/audit.js';
import type { Session } from '../harness/contract.js';
import { type GithubUser, startFakeGithub } from '../harness/fake-github.js';
import { freePort } from '../harness/free-port.js';
import { startHostileProvider } from '../harness/hostile-openid.js';
import { startOpenIdProvider, visitOpenIdProvider } from '../harness/openid-provider.js';
import { invite, join, newEmail } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import type { Variables } from '../harness/server-process.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { startWorkspace, unique } from '../harness/workspace.js';

const github = await startFakeGithub();
const port = await freePort();
const publicUrl = `http://localhost:${port}`;
const provider = await startOpenIdProvider(`${publicUrl}/api/sign-in/oidc/callback`);
const client = { CLIENT_ID: 'ibyok', CLIENT_SECRET: 'client-secret' };
const clientOf = (group: string) =>
  Object.fromEntries(Object.entries(client).map(([name, value]) => [`IBYOK_${group}_${name}`, value]));
const env = {
  IBYOK_PUBLIC_URL: publicUrl,
  IBYOK_TRUST_PROXY: '127.0.0.1',
  IBYOK_OIDC_ISSUER: provider.issuer,
  IBYOK_OIDC_NAME: 'Acme login',
  ...clientOf('OIDC'),
  IBYOK_GITHUB_URL: github.url,
  ...clientOf('GITHUB'),
};
const { database, server, owner } = await startWorkspace({ env: { ...env, PORT: String(port) } });
/** A replica that is open for everybody. */
const open = await startReplica({ IBYOK_SIGNUP: 'open' });

/** Says the public address when it starts, too, but listens on a port of its own. */
async function startReplica(other: Variables): Promise<TestServer> {
  const PORT = String(await freePort());
  return startServer({ database, secrets: server.secrets, env: { ...env, ...other, PORT } });
}

let addresses = 0;
function browser(at: TestServer = server): ApiClient {
  addresses += 1;
  return at.anonymous().copy(at.origin, `198.51.100.${addresses % 250}`);
}

let users = 1000;
function githubUser(email = newEmail('hub'), verified = true): GithubUser {
  users += 1;
  const emails = [
    { email: newEmail('other'), primary: false, verified: true },
    { email, primary: true, verified },
  ];
  return { id: users, login: unique('login-'), emails };
}

async function begin(api: ApiClient, id: string, body: object = {}): Promise<string> {
  const answer = await api.post<{ location: string }>(`/api/sign-in/${id}`, body);
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.text}`);
  return answer.body.location;
}

const comeBack = (api: ApiClient, url: URL): Promise<Answer> => api.get(url.pathname + url.search);
const emailOf = async (api: ApiClient) => (await api.get<Session>('/api/session')).body.account?.email;

async function byGithub(api: ApiClient, user: GithubUser, body: object = {}): Promise<Answer> {
  return comeBack(api, github.visit(await begin(api, 'github', body), user));
}

async function byOidc(api: ApiClient, name: string, body: object = {}): Promise<Answer> {
  return comeBack(api, await visitOpenIdProvider(await begin(api, 'oidc', body), name));
}

function expectSentTo(answer: Answer, location: string): void {
  expect([answer.status, answer.headers.get('location')]).toEqual([302, location]);
}

function expectProblemPage(answer: Answer, code: string, page = '/sign-in'): void {
  expectSentTo(answer, `${page}?problem=${code}`);
  const cookies = answer.headers.getSetCookie().filter((cookie) => !/=;/.test(cookie));
  expect(cookies).toEqual([]);
}

async function linkGithub(api: ApiClient, user: GithubUser, body: object): Promise<Answer> {
  const begun = await api.post<{ location: string }>('/api/account/identities', {
    provider: 'github',
    ...body,
  });
  if (begun.status !== 201) return begun;
  return comeBack(api, github.visit(begun.body.location, user));
}

const identitiesOf = async (api: ApiClient) =>
  (
    await api.get<{ hasPassword: boolean; items: { id: string; provider: string; name: string }[] }>(
      '/api/account/identities',
    )
  ).body;

test('the providers are listed with what stands on their buttons, and nothing else', async () => {
  expect((await browser().get('/api/sign-in-providers')).body).toEqual({
    items: [
      { id: 'oidc', name: 'Acme login' },
      { id: 'github', name: 'GitHub' },
    ],
  });
});

test.each([
  ['oidc', 'S256'],
  ['github', 'S256'],
])('%s is asked with state, PKCE and the exact address to come back to', async (id, method) => {
  const api = browser();
  const answer = await api.post<{ location: string }>(`/api/sign-in/${id}`, {});
  const query = Object.fromEntries(new URL(answer.body.location).searchParams);
  expect(query).toMatchObject({
    response_type: 'code',
    client_id: 'ibyok',
    redirect_uri: `${publicUrl}/api/sign-in/${id}/callback`,
    code_challenge_method: method,
  });
  expect(query.state?.length).toBeGreaterThanOrEqual(43);
  expect(answer.text).not.toContain('client-secret');
  const [cookie = ''] = answer.headers.getSetCookie();
  expect(cookie).toMatch(/^ibyok_sign_in=[^;]+; Max-Age=600; Path=\/api\/sign-in; HttpOnly; SameSite=Lax$/);
});

test('an unknown provider is not found', async () => {
  expectProblem(await browser().post('/api/sign-in/gitlab', {}), 404, 'provider_not_found');
  expectProblemPage(await browser().get('/api/sign-in/gitlab/callback?code=a&state=b'), 'sign_in_expired');
});

describe.each([
  ['oidc', byOidc, (email: string) => email],
  ['github', byGithub, (email: string) => githubUser(email)],
] as const)('by %s', (id, signIn, personOf) => {
  const go = signIn as (api: ApiClient, person: string | GithubUser, body?: object) => Promise<Answer>;

  test('an invitation is accepted without a password; from then on the provider signs in', async () => {
    const email = newEmail();
    const person = personOf(email);
    const { invitationToken } = await invite(owner.api, 'member', email);
    const api = browser();
    const answer = await go(api, person, { invitationToken });
    expectSentTo(answer, '/');
    const session = (await api.get<Session>('/api/session')).body;
    expect(session).toMatchObject({ account: { email }, role: 'member', tenant: { name: 'Acme' } });
    expect(await identitiesOf(api)).toMatchObject({ hasPassword: false, items: [{ provider: id }] });
    const again = browser();
    expectSentTo(await go(again, person), '/');
    expect(await emailOf(again)).toBe(email);
    expectProblem(await browser().post('/api/session', { email, password: '' }), 401, 'invalid_credentials');
    expectProblem(
      await browser().post('/api/invitations/look-up', { invitationToken }),
      404,
      'invitation_not_found',
    );
  });

  test('an invitation for another address is not accepted, and stays open', async () => {
    const { invitationToken } = await invite(owner.api, 'owner');
    expectProblemPage(
      await go(browser(), personOf(newEmail()), { invitationToken }),
      'invitation_other_address',
    );
    expect((await browser().post('/api/invitations/look-up', { invitationToken })).status).toBe(200);
  });

  test('nobody comes in by an address alone: who has it already must link first', async () => {
    const person = await join(server, owner.api, 'admin');
    expectProblemPage(await go(browser(), personOf(person.email)), 'identity_unknown');
    expectProblemPage(await go(browser(open), personOf(person.email)), 'link_first');
    const { invitationToken } = await invite(owner.api, 'viewer', newEmail());
    expectProblemPage(
      await go(browser(), personOf(person.email), { invitationToken }),
      'invitation_other_address',
    );
  });

  test('a stranger gets nowhere, or a workspace of their own where the server is open', async () => {
    const email = newEmail();
    const person = personOf(email);
    expectProblemPage(await go(browser(), person), 'identity_unknown');
    const api = browser(open);
    expectSentTo(await go(api, person), '/');
    expect((await api.get<Session>('/api/session')).body).toMatchObject({
      account: { email },
      role: 'owner',
      tenant: { name: email.split('@')[0] },
    });
    const again = browser();
    expectSentTo(await go(again, person), '/');
    expect(await emailOf(again)).toBe(email);
  });

  test('an address that the provider has not verified counts for nothing', async () => {
    const email = newEmail('unverified');
    const person = id === 'github' ? githubUser(email, false) : email;
    expectProblemPage(await go(browser(open), person), 'email_unverified');
    const { invitationToken } = await invite(owner.api, 'viewer', email);
    expectProblemPage(await go(browser(), person, { invitationToken }), 'invitation_other_address');
  });
});

describe('what comes back from a provider', () => {
  const back = async (api: ApiClient): Promise<URL> =>
    visitOpenIdProvider(await begin(api, 'oidc'), newEmail());

  test('does not count without the browser that began it', async () => {
    const url = await back(browser(open));
    expectProblemPage(await comeBack(browser(open), url), 'sign_in_expired');
    const other = browser(open);
    await begin(other, 'oidc');
    expectProblemPage(await comeBack(other, url), 'sign_in_failed');
  });

  test('counts once', async () => {
    const api = browser(open);
    const url = await back(api);
    const replay = api.copy();
    expectSentTo(await comeBack(api, url), '/');
    expectProblemPage(await comeBack(api, url), 'sign_in_expired');
    expectProblemPage(await comeBack(replay, url), 'sign_in_failed');
  });

  test('does not count with another state, code, issuer or provider, nor with two of one', async () => {
    const changed: readonly ((url: URL) => void)[] = [
      (url) => url.searchParams.set('state', unique('state-')),
      (url) => url.searchParams.delete('state'),
      (url) => url.searchParams.set('code', unique('code-')),
      (url) => url.searchParams.delete('code'),
      (url) => url.searchParams.set('iss', 'https://evil.example'),
      (url) => url.searchParams.append('state', 'another'),
      (url) => url.searchParams.append('code', 'another'),
      (url) => {
        url.pathname = '/api/sign-in/github/callback';
      },
    ];
    for (const change of changed) {
      const api = browser(open);
      const url = await back(api);
      change(url);
      expectProblemPage(await comeBack(api, url), 'sign_in_failed');
      expectProblem(await api.get('/api/session'), 401);
    }
  });

  test('does not count with the code of another flow', async () => {
    const [mine, theirs] = [browser(open), browser(open)];
    const [url, foreign] = [await back(mine), await back(theirs)];
    url.searchParams.set('code', foreign.searchParams.get('code') ?? '');
    expectProblemPage(await comeBack(mine, url), 'sign_in_failed');
  });

  test.each([
    ['edited', (cookie: string) => `${cookie.slice(0, -2)}xx`],
    ['of no signature', (cookie: string) => `${cookie.split('.').slice(0, 2).join('.')}.`],
    ['of another kind', () => 'SESSION'],
  ])('does not count with a flow %s', async (_, edit) => {
    const api = browser(open);
    const url = await back(api);
    const cookie = /ibyok_sign_in=([^;]+)/.exec(api.cookieHeader)?.[1] ?? '';
    const session = /ibyok_session=([^;]+)/.exec(owner.api.cookieHeader)?.[1] ?? '';
    api.setCookie('ibyok_sign_in', edit(cookie).replace('SESSION', session));
    expectProblemPage(await comeBack(api, url), 'sign_in_expired');
  });

  test('a flow is no session', async () => {
    const api = browser();
    await begin(api, 'oidc');
    const cookie = /ibyok_sign_in=([^;]+)/.exec(api.cookieHeader)?.[1] ?? '';
    api.setCookie('ibyok_session', cookie);
    expectProblem(await api.get('/api/session'), 401);
  });

  test('may be a refusal by the person, which is recorded', async () => {
    const api = browser(open);
    const url = await visitOpenIdProvider(await begin(api, 'oidc'), newEmail(), true);
    expectProblemPage(await comeBack(api, url), 'sign_in_cancelled');
    const [record] = await database.query<{ reason: string; outcome: string }>(
      `SELECT reason, outcome FROM audit_record WHERE action = 'session.created' ORDER BY seq DESC LIMIT 1`,
    );
    expect(record).toEqual({ reason: 'sign_in_cancelled', outcome: 'denied' });
  });

  test('ten failures use an address up, before the provider is asked again', async () => {
    const api = browser();
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await begin(api, 'github');
      expectProblemPage(await api.get('/api/sign-in/github/callback?code=a&state=b'), 'sign_in_failed');
    }
    await begin(api, 'github');
    expectProblemPage(await api.get('/api/sign-in/github/callback?code=a&state=b'), 'too_many_attempts');
  });
});

describe('a hostile OpenID provider', () => {
  test.each([
    ['another nonce', { claims: { nonce: 'another' } }],
    ['no nonce', { claims: { nonce: undefined } }],
    ['another issuer', { claims: { iss: 'https://accounts.example' } }],
    ['another audience', { claims: { aud: 'another-client' } }],
    ['a past expiry', { claims: { exp: 1_700_000_000 } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a key that is not the provider’s', { otherKey: true }],
    ['no signature and alg none', { header: { alg: 'none' }, unsigned: true }],
    ['a symmetric algorithm', { header: { alg: 'HS256' } }],
    ['an error that quotes the code', { status: 400, body: '{"error":"invalid_grant planted-code"}' }],
    ['no JSON', { body: '<html>' }],
  ])('signs nobody in with %s', async (_, lie) => {
    const hostile = await startHostileProvider();
    const at = await startReplica({ IBYOK_OIDC_ISSUER: hostile.issuer, IBYOK_SIGNUP: 'open' });
    const go = async (told: object): Promise<Answer> => {
      const api = browser(at);
      const query = new URL(await begin(api, 'oidc')).searchParams;
      hostile.lie(told, query.get('nonce') ?? '');
      return api.get(`/api/sign-in/oidc/callback?code=planted-code&state=${query.get('state')}`);
    };
    expectProblemPage(await go(lie), 'sign_in_failed');
    const honest = { claims: { sub: unique('sub-'), email: newEmail() } };
    expectSentTo(await go(honest), '/');
    await at.process.stop();
    expect(at.process.stdout + at.process.stderr).not.toContain('planted-code');
  });
});

describe('an identity of one’s own', () => {
  test('is linked with the password, signs in, and is unlinked again', async () => {
    const person = await join(server, owner.api, 'viewer');
    const user = githubUser();
    expectProblem(await linkGithub(person.api, user, {}), 401, 'invalid_credentials');
    expectProblem(
      await linkGithub(person.api, user, { password: unique('wrong-') }),
      401,
      'invalid_credentials',
    );
    // The session's own cookie is Strict: it does not come back from the provider with the browser.
    expectSentTo(await linkGithub(person.api, user, { password: person.password }), '/account?linked=github');
    const { items, hasPassword } = await identitiesOf(person.api);
    expect([hasPassword, items]).toMatchObject([true, [{ provider: 'github', name: user.login }]]);
    const api = browser();
    expectSentTo(await byGithub(api, user), '/');
    expect(await emailOf(api)).toBe(person.email);
    expect((await api.delete(`/api/account/identities/${items[0]?.id}`)).status).toBe(204);
    expectProblemPage(await byGithub(browser(), user), 'identity_unknown');
    const actions = (await listRecords(owner.api)).map(({ action }: { action: string }) => action);
    expect(actions).toEqual(expect.arrayContaining(['identity.linked', 'identity.unlinked']));
  });

  test('belongs to one account', async () => {
    const [one, other] = [await join(server, owner.api, 'viewer'), await join(server, owner.api, 'viewer')];
    const user = githubUser();
    expectSentTo(await linkGithub(one.api, user, { password: one.password }), '/account?linked=github');
    expectProblemPage(
      await linkGithub(other.api, user, { password: other.password }),
      'identity_taken',
      '/account',
    );
    const [identity] = (await identitiesOf(one.api)).items;
    expect((await identitiesOf(other.api)).items).toEqual([]);
    expectProblem(
      await other.api.delete(`/api/account/identities/${identity?.id}`),
      404,
      'identity_not_found',
    );
    const api = browser();
    expectSentTo(await byGithub(api, user), '/');
    expect(await emailOf(api)).toBe(one.email);
  });

  test('is not linked by a session that has ended meanwhile', async () => {
    const person = await join(server, owner.api, 'viewer');
    const user = githubUser();
    const { body } = await person.api.post<{ location: string }>('/api/account/identities', {
      provider: 'github',
      password: person.password,
    });
    const flow = person.api.copy();
    expect((await person.api.delete('/api/account/sessions')).status).toBe(204);
    expectProblemPage(await comeBack(flow, github.visit(body.location, user)), 'unauthenticated', '/account');
    expectProblemPage(await byGithub(browser(), user), 'identity_unknown');
  });

  test('cannot be unlinked where nothing else would be left', async () => {
    const user = githubUser();
    const api = browser(open);
    expectSentTo(await byGithub(api, user), '/');
    const [identity] = (await identitiesOf(api)).items;
    const path = `/api/account/identities/${identity?.id}`;
    expectProblem(await api.delete(path), 409, 'last_sign_in_method');
    const second = githubUser();
    expectSentTo(await linkGithub(api, second, {}), '/account?linked=github');
    const [first, last] = (await identitiesOf(api)).items;
    const answers = await Promise.all(
      [first, last].map((one) => api.copy().delete(`/api/account/identities/${one?.id}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });

  test('ends no session of a removed member, but opens none either', async () => {
    const email = newEmail();
    const user = githubUser(email);
    const { invitationToken } = await invite(owner.api, 'viewer', email);
    const api = browser();
    expectSentTo(await byGithub(api, user, { invitationToken }), '/');
    const { account } = (await api.get<Session>('/api/session')).body;
    expect((await owner.api.delete(`/api/members/${account.id}`)).status).toBe(204);
    expectProblem(await api.get('/api/session'), 401);
    expectProblemPage(await byGithub(browser(), user), 'identity_unknown');
  });
});

test('of fifty returns with one invitation at once, one makes a member', async () => {
  const email = newEmail();
  const { invitationToken } = await invite(owner.api, 'viewer', email);
  const user = githubUser(email);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => byGithub(browser(), user, { invitationToken })),
  );
  expect(answers.filter((answer) => answer.headers.get('location') === '/')).toHaveLength(1);
  const accounts = await database.query('SELECT FROM account WHERE email_normalized = $1', [email]);
  expect(accounts).toHaveLength(1);
});

test('where GitHub does not answer, people are told so; passwords go on', async () => {
  github.failWith(503);
  expectProblemPage(await byGithub(browser(), githubUser()), 'provider_unavailable');
  github.failWith(null);
  const { email, password } = owner;
  expect((await browser().post('/api/session', { email, password })).status).toBe(201);
});

test('a provider that is down is told apart, and found again when it is back', async () => {
  const closed = await freePort();
  const at = await startReplica({ IBYOK_OIDC_ISSUER: `http://127.0.0.1:${closed}` });
  expectProblem(await browser(at).post('/api/sign-in/oidc', {}), 503, 'provider_unavailable');
  const { email, password } = owner;
  expect((await browser(at).post('/api/session', { email, password })).status).toBe(201);

  const api = browser(open);
  const url = await visitOpenIdProvider(await begin(api, 'oidc'), newEmail());
  await provider.stop();
  expectProblemPage(await comeBack(api, url), 'provider_unavailable');
});
