import type { Page, Token } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner } = await startWorkspace();
const { api } = owner;
const DAY = 24 * 60 * 60 * 1000;
const ALL = { name: 'ci', scopes: ['keys:read'], environments: ['development'] };
const ahead = (milliseconds: number): string => new Date(Date.now() + milliseconds).toISOString();

test('is shown whole once: prefix, random part, checksum', async () => {
  const { token, ...shown } = await createToken(api, { name: 'ci', environments: ['staging'] });
  expect(token).toMatch(/^ibyok_[0-9A-Za-z]{36,}$/);
  expect(shown).toEqual({
    id: expect.stringMatching(/^tok_/),
    name: 'ci',
    last4: token.slice(-4),
    scopes: ['keys:read', 'usage:read'],
    environments: ['staging'],
    keyIds: null,
    addressRanges: null,
    suspended: false,
    createdAt: expect.stringMatching(/Z$/),
    expiresAt: expect.stringMatching(/Z$/),
    lastUsedAt: null,
  });
  const { items } = (await api.get<Page<Token>>('/api/tokens')).body;
  expect(items.find(({ id }) => id === shown.id)).toEqual(shown);
});

test('is stored as a hash alone', async () => {
  const { token } = await createToken(api);
  const rows = await database.query<{ row: string }>('SELECT access_token::text AS row FROM access_token');
  const all = rows.map(({ row }) => row).join('\n');
  for (const form of [token, token.slice(6), Buffer.from(token).toString('hex')]) {
    expect(all).not.toContain(form);
  }
});

test('no two are alike', async () => {
  const tokens = [];
  for (let index = 0; index < 20; index += 1) tokens.push((await createToken(api, ALL as object)).token);
  expect(new Set(tokens.map((token) => token.slice(0, 20))).size).toBe(20);
});

test('expires in 90 days unless told otherwise', async () => {
  const { expiresAt } = await createToken(api);
  const days = (Date.parse(expiresAt) - Date.now()) / DAY;
  expect(Math.abs(days - 90)).toBeLessThan(1);
});

test('expires when told, at most a year ahead', async () => {
  for (const expiresAt of [ahead(60_000), ahead(364 * DAY)]) {
    expect((await createToken(api, { expiresAt })).expiresAt).toBe(expiresAt);
  }
});

test.each<[string, object, string]>([
  ['no name', { name: undefined }, 'name'],
  ['no scopes', { scopes: undefined }, 'scopes'],
  ['an empty list of scopes', { scopes: [] }, 'scopes'],
  ['a scope that is unknown', { scopes: ['keys:delete'] }, 'scopes'],
  ['a scope twice', { scopes: ['keys:read', 'keys:read'] }, 'scopes'],
  ['scopes as one text', { scopes: 'keys:read' }, 'scopes'],
  ['no environments', { environments: undefined }, 'environments'],
  ['an empty list of environments', { environments: [] }, 'environments'],
  ['an environment by its short word', { environments: ['prod'] }, 'environments'],
  ['an empty list of keys', { keyIds: [] }, 'keyIds'],
  ['a key that does not exist', { keyIds: ['key_0000000000000000000000'] }, 'keyIds'],
  ['a key that is no text', { keyIds: [{}] }, 'keyIds'],
  ['null keys', { keyIds: null }, 'keyIds'],
  ['an expiry in the past', { expiresAt: ahead(-1000) }, 'expiresAt'],
  ['an expiry in two years', { expiresAt: ahead(730 * DAY) }, 'expiresAt'],
  ['an expiry that is no time', { expiresAt: 'never' }, 'expiresAt'],
  ['an expiry on a day that is not', { expiresAt: '2027-02-30T00:00:00Z' }, 'expiresAt'],
  ['a null expiry', { expiresAt: null }, 'expiresAt'],
  ['an expiry as a number', { expiresAt: Date.now() + DAY }, 'expiresAt'],
  ['a token of one’s own', { token: 'ibyok_x' }, '(unknown)'],
  ['another tenant', { tenantId: 'ten_x' }, '(unknown)'],
])('refuses %s and names the field', async (_, changes, field) => {
  const count = async () => (await api.get<Page<Token>>('/api/tokens?limit=100')).body.items.length;
  const before = await count();
  const problem = expectProblem(
    await api.post('/api/tokens', { ...ALL, ...changes }),
    400,
    'validation_failed',
  );
  expect(problem.errors?.map((error) => error.field)).toEqual([field]);
  expect(await count()).toBe(before);
});

test('knows when it was last used', async () => {
  const key = await createKey(api);
  const { token, id } = await createToken(api);
  await fetchValue(server.withToken(token), key.id);
  const { items } = (await api.get<Page<Token>>('/api/tokens?limit=100')).body;
  expect(items.find((item) => item.id === id)?.lastUsedAt).toMatch(/Z$/);
});

test('is gone from the list once revoked, and revoked once', async () => {
  const { id } = await createToken(api);
  expect((await api.delete(`/api/tokens/${id}`)).status).toBe(204);
  const { items } = (await api.get<Page<Token>>('/api/tokens?limit=100')).body;
  expect(items.some((item) => item.id === id)).toBe(false);
  expectProblem(await api.delete(`/api/tokens/${id}`), 404, 'token_not_found');
  expectProblem(await api.delete('/api/tokens/tok_0000000000000000000000'), 404, 'token_not_found');
});
