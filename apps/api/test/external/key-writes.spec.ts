import { listRecords, recordsOf } from '../harness/audit.js';
import type { Key, KeyVersion, Page } from '../harness/contract.js';
import { ENVIRONMENTS } from '../harness/contract.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import {
  createKey,
  createToken,
  fetchValue,
  startWorkspace,
  type TokenOptions,
  unique,
} from '../harness/workspace.js';

interface Written {
  readonly keyId: string;
  readonly slug: string;
  readonly version: number;
}

const { database, server, owner } = await startWorkspace();
const ALL = { scopes: ['keys:read', 'keys:write'], environments: ENVIRONMENTS };
const clientOf = async (options: TokenOptions = {}) => {
  const token = await createToken(owner.api, { ...ALL, ...options });
  return { token, app: server.withToken(token.token) };
};
const newKey = () => ({ name: unique('Key '), llmType: 'openai', value: unique('sk-proj-') });

test('an application stores a key that people and applications then see', async () => {
  const { app, token } = await clientOf();
  const body = newKey();
  const written = await app.post<Written>('/external/keys', body);
  expect(written.status).toBe(201);
  expect(written.body).toEqual({
    keyId: expect.stringMatching(/^key_/),
    slug: expect.any(String),
    name: body.name,
    llmType: 'openai',
    last4: body.value.slice(-4),
    version: 1,
  });
  expect(written.text).not.toContain(body.value);
  const { keyId } = written.body;
  expect((await fetchValue(app, keyId, 'production')).body.value).toBe(body.value);
  const seen = (await owner.api.get<Key>(`/api/keys/${keyId}`)).body;
  expect(seen.overrides).toEqual({ development: 'inherit', staging: 'inherit', production: 'inherit' });
  const [record] = await recordsOf(owner.api, written);
  const actor = { type: 'token', id: token.id, name: token.name };
  expect(record).toMatchObject({
    action: 'key.created',
    outcome: 'allowed',
    keyId,
    tokenId: token.id,
    actor,
  });
});

test('an application gives a key a new value, by id and by slug', async () => {
  const { app, token } = await clientOf();
  const key = await createKey(owner.api);
  for (const [index, reference] of [key.id, key.slug].entries()) {
    const value = unique('sk-proj-');
    const rotated = await app.post(`/external/keys/${reference}/versions`, { value });
    expect(rotated.status).toBe(201);
    expect(rotated.body).toEqual({ keyId: key.id, version: index + 2 });
    expect((await fetchValue(app, key.id, 'production')).body.value).toBe(value);
    expect(await recordsOf(owner.api, rotated)).toMatchObject([
      { action: 'key.rotated', outcome: 'allowed', keyId: key.id, tokenId: token.id },
    ]);
  }
  const { items } = (await owner.api.get<Page<KeyVersion>>(`/api/keys/${key.id}/versions`)).body;
  expect(items[0]?.createdBy).toEqual({ id: token.id, name: token.name });
});

test.each<[string, TokenOptions, string]>([
  ['without keys:write', { scopes: ['keys:read', 'usage:read'] }, 'scope_missing'],
  ['from elsewhere', { addressRanges: ['203.0.113.0/24'] }, 'address_not_allowed'],
])('a token %s writes nothing, and is on record', async (_, options, code) => {
  const { app, token } = await clientOf(options);
  const key = await createKey(owner.api);
  const before = (await owner.api.get<Page<Key>>('/api/keys?limit=100')).text;
  const created = await app.post('/external/keys', newKey());
  const rotated = await app.post(`/external/keys/${key.slug}/versions`, { value: unique('sk-proj-') });
  expectProblem(created, 403, code);
  expectProblem(rotated, 403, code);
  expect((await owner.api.get<Page<Key>>('/api/keys?limit=100')).text).toBe(before);
  const denied = { outcome: 'denied', reason: code, tokenId: token.id };
  expect(await recordsOf(owner.api, created)).toMatchObject([{ action: 'key.created', ...denied }]);
  expect(await recordsOf(owner.api, rotated)).toMatchObject([{ action: 'key.rotated', ...denied }]);
});

test('a new value counts in every environment: a token that is not bound to all of them gives none', async () => {
  const { app } = await clientOf({ environments: ['development', 'staging'] });
  const key = await createKey(owner.api);
  const answer = await app.post(`/external/keys/${key.id}/versions`, { value: unique('sk-proj-') });
  expectProblem(answer, 403, 'environment_not_allowed');
  expect((await owner.api.get<Key>(`/api/keys/${key.id}`)).body.version).toBe(1);
  const denied = {
    action: 'key.rotated',
    outcome: 'denied',
    reason: 'environment_not_allowed',
    keyId: key.id,
  };
  expect(await recordsOf(owner.api, answer)).toMatchObject([denied]);
  const none = await app.post('/external/keys/no-such-key/versions', { value: unique('sk-proj-') });
  expect(withoutRequestId(none)).toEqual(withoutRequestId(answer));
  const [record] = await recordsOf(owner.api, none);
  expect(record).toMatchObject({ action: 'key.rotated', outcome: 'denied' });
  expect(record).not.toHaveProperty('keyId');
  expect((await app.post('/external/keys', newKey())).status).toBe(201);
});

test('a token that is bound to keys gives them new values, and adds no other', async () => {
  const [mine, other] = [await createKey(owner.api), await createKey(owner.api)];
  const { app } = await clientOf({ keyIds: [mine.id] });
  const rotate = (reference: string) =>
    app.post(`/external/keys/${reference}/versions`, { value: unique('sk-proj-') });
  expect((await rotate(mine.slug)).status).toBe(201);
  const foreign = await rotate(other.id);
  expectProblem(foreign, 404, 'key_not_found');
  expect(withoutRequestId(foreign)).toEqual(withoutRequestId(await rotate('no-such-key')));
  expectProblem(await app.post('/external/keys', newKey()), 403, 'token_bound_to_keys');
});

test('what is wrong with a body is said, and its value is not', async () => {
  const { app } = await clientOf();
  const key = await createKey(owner.api);
  const secret = unique('sk-proj-');
  const twice = { ...newKey(), name: key.name, value: secret };
  const answers = [
    [await app.post('/external/keys', twice), 409, undefined],
    [await app.post('/external/keys', { ...newKey(), value: secret, llmType: 'nobody' }), 400, 'llmType'],
    [await app.post('/external/keys', { ...newKey(), value: secret.repeat(600) }), 400, 'value'],
    [await app.post('/external/keys', { ...newKey(), value: secret, override: 'live' }), 400, '(unknown)'],
    [await app.post(`/external/keys/${key.id}/versions`, { value: '' }), 400, 'value'],
    [await app.post(`/external/keys/${key.id}/versions`, { value: secret, version: 9 }), 400, '(unknown)'],
  ] as const;
  for (const [answer, status, field] of answers) {
    expect([answer.status, field]).toEqual([status, field]);
    if (field) expect(answer.text).toContain(`"field":"${field}"`);
    expect(answer.text).not.toContain(secret);
  }
});

test.each<[string, string]>([
  ['revoked', 'revoked_at = now()'],
  ['expired', "expires_at = now() - interval '1 ms'"],
  ['suspended', 'suspended_at = now()'],
])('a token that is %s writes nothing any more, and learns nothing of itself', async (_, change) => {
  const { app, token } = await clientOf();
  const key = await createKey(owner.api);
  expect((await app.get('/external/whoami')).status).toBe(200);
  await database.query(`UPDATE access_token SET ${change} WHERE id = $1`, [token.id]);
  expectProblem(await app.post('/external/keys', newKey()), 401, 'unauthenticated');
  const rotated = await app.post(`/external/keys/${key.id}/versions`, { value: unique('sk-proj-') });
  expectProblem(rotated, 401, 'unauthenticated');
  expectProblem(await app.get('/external/whoami'), 401, 'unauthenticated');
  expect((await owner.api.get<Key>(`/api/keys/${key.id}`)).body.version).toBe(1);
});

test('of many at once, one takes a name, and each new value is a version with its record', async () => {
  const { app, token } = await clientOf();
  const body = newKey();
  const created = await Promise.all(
    Array.from({ length: 8 }, () =>
      app.post<Written>('/external/keys', { ...body, value: unique('sk-proj-') }),
    ),
  );
  expect(created.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
  const keyId = created.find(({ status }) => status === 201)?.body.keyId;
  const values = Array.from({ length: 10 }, () => unique('sk-proj-'));
  const rotated = await Promise.all(
    values.map((value) => app.post<Written>(`/external/keys/${keyId}/versions`, { value })),
  );
  const versions = rotated.map(({ body: { version } }) => version);
  expect([...versions].sort((one, other) => one - other)).toEqual(values.map((_, index) => index + 2));
  const newest = values[versions.indexOf(11)];
  expect((await fetchValue(app, String(keyId), 'production')).body.value).toBe(newest);
  const records = await listRecords(owner.api, `?tokenId=${token.id}&action=key.rotated&limit=100`);
  expect(
    records.map(({ keyVersion }) => keyVersion).sort((one, other) => Number(one) - Number(other)),
  ).toEqual(values.map((_, index) => index + 2));
});

test('a key that was deleted takes no value, and its name is free again', async () => {
  const { app } = await clientOf();
  const body = newKey();
  const { keyId } = (await app.post<Written>('/external/keys', body)).body;
  await owner.api.delete(`/api/keys/${keyId}`);
  expectProblem(
    await app.post(`/external/keys/${keyId}/versions`, { value: unique('sk-proj-') }),
    404,
    'key_not_found',
  );
  expect((await app.post('/external/keys', body)).status).toBe(201);
});

test('a token learns what it is, and no secret', async () => {
  const key = await createKey(owner.api);
  const { app, token } = await clientOf({
    keyIds: [key.id],
    environments: ['staging'],
    scopes: ['usage:read'],
  });
  const { status, body, text } = await app.get('/external/whoami');
  expect(status).toBe(200);
  expect(body).toEqual({
    tokenId: token.id,
    name: token.name,
    tenantId: owner.session.tenant.id,
    tenantName: 'Acme',
    scopes: ['usage:read'],
    environments: ['staging'],
    keyIds: [key.id],
    expiresAt: token.expiresAt,
    environment: 'development',
  });
  expect(text).not.toContain(token.token);
  const far = await clientOf({ addressRanges: ['203.0.113.7'] });
  expectProblem(await far.app.get('/external/whoami'), 403, 'address_not_allowed');
  expect(await listRecords(owner.api, `?tokenId=${token.id}&action=key.value.read`)).toEqual([]);
});
