import type { Answer } from '../harness/api-client.js';
import { eventually } from '../harness/eventually.js';
import { startFakeKms } from '../harness/fake-kms.js';
import { freePort } from '../harness/free-port.js';
import { startHostileProvider } from '../harness/hostile-openid.js';
import { giveToOrdinaryOwner } from '../harness/ordinary-owner.js';
import { invite } from '../harness/people.js';
import { expectProblem } from '../harness/problem.js';
import { formsOf, secretsIn } from '../harness/secret-forms.js';
import { newSecrets, ServerProcess } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue, unique } from '../harness/workspace.js';

// The server has one level of logging, warnings and errors, and no variable that changes it.

/** Characters that each encoding writes in its own way. */
const plant = (what: string): string => `${unique(what)}/+?&=é"`;
const SMTP_PASSWORD = unique('smtp-');
const CLIENT_SECRET = unique('client-');
const AWS_SECRET = unique('aws-');
const [live, refused, wrongPassword, misplaced] = [
  plant('sk-'),
  plant('sk-'),
  plant('wrong-'),
  plant('typed-'),
];

const provider = await startHostileProvider();
const database = await createTestDatabase();
const ownerUrl = await giveToOrdinaryOwner(database);
const port = String(await freePort());
const server = await startServer({
  database: { ...database, url: ownerUrl },
  env: {
    PORT: port,
    IBYOK_PUBLIC_URL: `http://localhost:${port}`,
    IBYOK_METRICS_PORT: '0',
    IBYOK_SMTP_URL: `smtp://vault:${SMTP_PASSWORD}@127.0.0.1:1`,
    IBYOK_SMTP_FROM: 'vault@example.com',
    IBYOK_OIDC_ISSUER: provider.issuer,
    IBYOK_OIDC_CLIENT_ID: 'ibyok',
    IBYOK_OIDC_CLIENT_SECRET: CLIENT_SECRET,
  },
});
const owner = await createOwner(server);
const { token } = await createToken(owner.api);
const app = server.withToken(token);
const invitation = await invite(owner.api, 'viewer');
const { masterKey, sessionSecret, setupToken } = server.secrets;
const [, metrics = ''] = /Metrics at (\S+)/.exec(server.process.stdout) ?? [];
const otherMasterKey = newSecrets().masterKey;

const FORMS = Object.fromEntries(
  Object.entries({
    'a value': live,
    'a refused value': refused,
    'a wrong password': wrongPassword,
    'a password typed as an address': misplaced,
    'the owner’s password': owner.password,
    'an access token': token,
    'an invitation': invitation.invitationToken,
    'the session’s cookie': owner.api.cookieHeader.split(/[=;]/)[1] ?? '',
    'the master key': masterKey,
    'the bytes of the master key': Buffer.from(masterKey, 'base64').toString('hex'),
    'another master key': otherMasterKey,
    'the session’s secret': sessionSecret,
    'the setup token': setupToken,
    'the password of the database': new URL(ownerUrl).password,
    'the password of the mail server': SMTP_PASSWORD,
    'the secret of the client': CLIENT_SECRET,
    'the secret of KMS': AWS_SECRET,
  }).map(([name, secret]) => [name, formsOf(secret)]),
);
const logs: ServerProcess[] = [server.process];
const refusals: Answer[] = [];

async function refusedWith(status: number, asking: Promise<Answer>): Promise<void> {
  const answer = await asking;
  expectProblem(answer, status);
  refusals.push(answer);
}

const key = await createKey(owner.api, { value: live });

test('what is wrong with a request', async () => {
  const json = { 'content-type': 'application/json' };
  const { api } = owner;
  const body = { name: 'x', llmType: 'openai', value: refused };
  await refusedWith(400, api.request('POST', '/api/keys', { raw: `{"value":"${refused}`, headers: json }));
  await refusedWith(400, api.post('/api/keys', { ...body, [refused]: refused }));
  await refusedWith(400, api.post('/api/keys', { ...body, llmType: refused }));
  await refusedWith(404, api.post(`/api/keys/${encodeURIComponent(refused)}/versions`, { value: refused }));
  await refusedWith(400, api.patch(`/api/keys/${key.id}`, { value: live }));
  await refusedWith(400, api.get(`/api/keys?value=${encodeURIComponent(live)}`));
  await refusedWith(415, api.request('POST', '/api/keys', { raw: refused }));
});

test('who is nobody', async () => {
  const { email, api } = owner;
  const stranger = server.anonymous();
  await refusedWith(401, stranger.post('/api/session', { email, password: wrongPassword }));
  await refusedWith(401, stranger.post('/api/session', { email: misplaced, password: wrongPassword }));
  await refusedWith(401, stranger.get(`/external/keys/${key.id}/value?access_token=${token}`));
  await refusedWith(404, app.get(`/external/keys/${token}/value`));
  await refusedWith(401, server.withToken(`${token.slice(0, -1)}!`).get('/external/keys'));
  await refusedWith(401, server.withToken(`${token} ${token}`).get('/external/keys'));
  await refusedWith(404, stranger.get(`/api/${token}`));
  const change = { currentPassword: wrongPassword, newPassword: misplaced };
  await refusedWith(401, api.post('/api/account/password', change));
  const easy = { currentPassword: owner.password, newPassword: owner.email };
  await refusedWith(400, api.post('/api/account/password', easy));
  const accepted = { invitationToken: invitation.invitationToken, password: 'short' };
  await refusedWith(400, stranger.post('/api/invitations/accept', accepted));
  await refusedWith(
    409,
    stranger.post('/api/setup', { setupToken, email: 'a@b.co', password: misplaced, tenantName: 'x' }),
  );
});

test('a mail server that is not there', async () => {
  expect((await invite(owner.api, 'viewer')).emailed).toBe(false);
  await eventually('it is logged', () => server.process.stdout.includes('e-mail not sent'));
});

test.each([
  ['an error', { status: 500, body: `{"error":"${CLIENT_SECRET}"}` }],
  ['no JSON', { body: CLIENT_SECRET }],
  ['a token of another key', { otherKey: true }],
])('a provider that answers %s', async (_, lie) => {
  const api = server.anonymous();
  const begun = await api.post<{ location: string }>('/api/sign-in/oidc', {});
  const query = new URL(begun.body.location).searchParams;
  provider.lie(lie, query.get('nonce') ?? '');
  const answer = await api.get(`/api/sign-in/oidc/callback?code=${unique('c-')}&state=${query.get('state')}`);
  expect(answer.headers.get('location')).toMatch(/problem=(sign_in_failed|provider_unavailable)$/);
  refusals.push(answer);
});

test('a master key that is wrong', async () => {
  const env = { IBYOK_MASTER_KEY: otherMasterKey };
  const wrong = await startServer({ database, secrets: server.secrets, env, untilReady: false });
  logs.push(wrong.process);
  await refusedWith(500, fetchValue(wrong.withToken(token), key.id, 'production'));
  await refusedWith(
    503,
    owner.api.copy(wrong.origin).post('/api/keys', { name: 'x', llmType: 'openai', value: refused }),
  );
  await refusedWith(503, wrong.anonymous().get('/health/ready'));
});

test('a KMS that refuses', async () => {
  const kms = await startFakeKms();
  kms.refuse(true);
  const { url } = await createTestDatabase();
  const process = new ServerProcess({
    PORT: '0',
    DATABASE_URL: url,
    IBYOK_SESSION_SECRET: sessionSecret,
    ...kms.variables,
    AWS_SECRET_ACCESS_KEY: AWS_SECRET,
  });
  logs.push(process);
  expect(await process.ended()).toBeGreaterThan(0);
});

test('a database that is gone', async () => {
  const [row] = await database.query<{ name: string }>('SELECT current_database() AS name');
  await database.query(`ALTER DATABASE ${row?.name} CONNECTION LIMIT 0`);
  await database.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()',
    [row?.name],
  );
  await refusedWith(503, fetchValue(app, key.id, 'production'));
  await refusedWith(503, owner.api.post('/api/keys', { name: 'x', llmType: 'openai', value: refused }));
  await refusedWith(
    503,
    server.anonymous().post('/api/session', { email: owner.email, password: owner.password }),
  );
  await refusedWith(503, server.anonymous().get('/health/ready'));
  await database.query(`ALTER DATABASE ${row?.name} CONNECTION LIMIT -1`);
  await eventually('it is back', async () => (await server.anonymous().get('/health/ready')).status === 200);
});

test('no secret is in an answer, a log, the record, an export or the metrics after all that', async () => {
  expect((await fetchValue(app, key.id, 'production')).body.value).toBe(live);
  const exports = ['jsonl', 'csv'].map((format) => owner.api.get(`/api/audit/export?format=${format}`));
  const listed = await owner.api.get('/api/audit?limit=100');
  const rows = await database.query<{ row: string }>('SELECT audit_record::text AS row FROM audit_record');
  const places: Record<string, string> = {
    'an answer': refusals.map(({ text, headers }) => `${text}${JSON.stringify([...headers])}`).join('\n'),
    'a log': logs.map(({ stdout, stderr }) => stdout + stderr).join('\n'),
    'the record': rows.map(({ row }) => row).join('\n'),
    'the list of records': listed.text,
    'an export': (await Promise.all(exports)).map(({ text }) => text).join('\n'),
    'the metrics': await (await fetch(metrics)).text(),
  };
  for (const [place, text] of Object.entries(places)) {
    expect(text.length).toBeGreaterThan(500);
    expect({ place, secrets: secretsIn(text, FORMS) }).toEqual({ place, secrets: [] });
  }
  expect(places['a log']).toContain('"level":40');
  expect(places['a log']).toContain('"level":50');
  expect(rows.length).toBeGreaterThan(8);
});
