import type { Answer } from '../harness/api-client.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import { rawRequest } from '../harness/raw-request.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, NEVER_MADE_TOKEN, startWorkspace } from '../harness/workspace.js';

/** Every test comes from another address: each has a budget of refusals of its own. */
const { database, server, owner } = await startWorkspace({ env: { IBYOK_TRUST_PROXY: '127.0.0.1' } });
const replica = await startServer({
  database,
  secrets: server.secrets,
  env: { IBYOK_TRUST_PROXY: '127.0.0.1' },
});
let address = 0;
beforeEach(() => {
  address += 1;
});
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);
const VALUE = `/external/keys/${key.id}/value?env=production`;
const HEADER = 'authorization';

/** `ibyok_`, 30 characters, 6 of a checksum: one character of each part is another one here. */
const other = (character: string | undefined): string => (character === 'a' ? 'b' : 'a');
const withChanged = (index: number): string =>
  `${token.slice(0, index)}${other(token[index])}${token.slice(index + 1)}`;

const get = (headers: readonly string[], path = VALUE, from = server): Promise<Answer> =>
  rawRequest(from.origin, 'GET', path, ['x-forwarded-for', `192.0.2.${address}`, ...headers]);

const baseline = get([]);

const REFUSED: readonly (readonly [string, readonly string[]])[] = [
  ['an empty header', [HEADER, '']],
  ['a scheme alone', [HEADER, 'Bearer']],
  ['an empty token', [HEADER, 'Bearer ']],
  ['junk', [HEADER, 'Bearer junk']],
  ['a token without a scheme', [HEADER, token]],
  ['the Basic scheme', [HEADER, `Basic ${Buffer.from(`${token}:`).toString('base64')}`]],
  ['the Token scheme', [HEADER, `Token ${token}`]],
  ['a checksum that does not fit', [HEADER, `Bearer ${withChanged(41)}`]],
  ['another random part', [HEADER, `Bearer ${withChanged(10)}`]],
  ['another prefix', [HEADER, `Bearer ibyoc_${token.slice(6)}`]],
  ['a token cut short', [HEADER, `Bearer ${token.slice(0, -1)}`]],
  ['a token with something behind it', [HEADER, `Bearer ${token} x`]],
  ['a token made longer', [HEADER, `Bearer ${token}0`]],
  ['a well-formed token that was never made', [HEADER, `Bearer ${NEVER_MADE_TOKEN}`]],
  ['two tokens in one header', [HEADER, `Bearer ${token}, Bearer ${token}`]],
  ['the token in two headers', [HEADER, `Bearer ${token}`, HEADER, `Bearer ${token}`]],
  ['junk in a second header', [HEADER, `Bearer ${token}`, 'Authorization', 'Bearer junk']],
  ['an empty second header', [HEADER, `Bearer ${token}`, 'AUTHORIZATION', '']],
  ['another header', ['x-api-key', token]],
  ['a proxy header', ['proxy-authorization', `Bearer ${token}`]],
  ['a cookie', ['cookie', `authorization=Bearer ${token}; token=${token}; ibyok_session=${token}`]],
];

test('the token itself counts', async () => {
  expect((await get([HEADER, `Bearer ${token}`])).status).toBe(200);
});

test.each(REFUSED)('%s is refused, as every other is', async (_, headers) => {
  for (const path of [VALUE, `/external/keys/${key.id}/mode`, '/external/keys', '/external/usage']) {
    const answer = await get(headers, path);
    expectProblem(answer, 401, 'unauthenticated');
    expect(withoutRequestId(answer)).toEqual(withoutRequestId(await baseline));
    expect([...answer.headers.keys()].sort()).toEqual([...(await baseline).headers.keys()].sort());
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.text).not.toContain(token.slice(6, 30));
  }
});

test.each(['token', 'access_token', 'authorization', 'api_key'])(
  'a token as ?%s= is not read',
  async (name) => {
    const answer = await get([], `${VALUE}&${name}=${token}`);
    expect([400, 401]).toContain(answer.status);
    expect(answer.text).not.toContain(token);
    const path = `/external/keys/${key.id}/value?${name}=${token}`;
    expect([400, 401]).toContain((await get([], path)).status);
  },
);

test('a token in a body is not read', async () => {
  const body = JSON.stringify({ token, authorization: `Bearer ${token}` });
  const answer = await rawRequest(server.origin, 'GET', VALUE, ['content-type', 'application/json'], body);
  expect([400, 401]).toContain(answer.status);
});

test('an unknown key and a known one answer a stranger alike', async () => {
  const unknown = await get([], '/external/keys/no-such-key/value?env=production');
  expect(withoutRequestId(unknown)).toEqual(withoutRequestId(await baseline));
});

/** Expects a token's header to be refused by each replica, as an unknown one is. */
async function expectRefused(header: readonly string[]): Promise<void> {
  for (const from of [server, replica]) {
    expect(withoutRequestId(await get(header, VALUE, from))).toEqual(withoutRequestId(await baseline));
  }
}

test('a revoked token is refused by the next request, as an unknown one', async () => {
  const revoked = await createToken(owner.api);
  const header = [HEADER, `Bearer ${revoked.token}`];
  expect((await get(header)).status).toBe(200);
  expect((await get(header, VALUE, replica)).status).toBe(200);
  expect((await owner.api.delete(`/api/tokens/${revoked.id}`)).status).toBe(204);
  await expectRefused(header);
});

test('an expired token is refused, by the clock of the database, as an unknown one', async () => {
  const expired = await createToken(owner.api);
  const header = [HEADER, `Bearer ${expired.token}`];
  expect((await get(header)).status).toBe(200);
  await database.query(`UPDATE access_token SET expires_at = now() - interval '1 ms' WHERE id = $1`, [
    expired.id,
  ]);
  await expectRefused(header);
});

test('a token ends with the membership of whoever made it', async () => {
  const orphaned = await createToken(owner.api);
  const tenantId = owner.session.tenant.id;
  await database.query(
    `INSERT INTO account (id, email, email_normalized, password_hash) VALUES ('acc_b', 'b@c.de', 'b@c.de', '-')`,
  );
  await database.query(`INSERT INTO membership VALUES ($1, 'acc_b', 'admin')`, [tenantId]);
  await database.query(`UPDATE access_token SET created_by_id = 'acc_b' WHERE id = $1`, [orphaned.id]);
  const header = [HEADER, `Bearer ${orphaned.token}`];
  expect((await get(header)).status).toBe(200);
  await database.query(`DELETE FROM membership WHERE account_id = 'acc_b'`);
  expect(withoutRequestId(await get(header))).toEqual(withoutRequestId(await baseline));
});

test('refusals are recorded, once per address and minute, with a count', async () => {
  const before = await database.query(`SELECT FROM audit_record WHERE action = 'token.refused'`);
  expect(before.length).toBeLessThanOrEqual(address);
  // What is counted is recorded at the latest when the server stops.
  expect(await server.process.stop()).toBe(0);
  const rows = await database.query<{ ip: string; outcome: string; detail: { count: number } }>(
    `SELECT ip, outcome, detail FROM audit_record WHERE action = 'token.refused'`,
  );
  expect(rows.length).toBeLessThanOrEqual(address + 2);
  expect(rows.every(({ outcome }) => outcome === 'denied')).toBe(true);
  const count = rows.reduce((sum, { detail }) => sum + detail.count, 0);
  expect(count).toBeGreaterThanOrEqual(REFUSED.length * 4);
});
