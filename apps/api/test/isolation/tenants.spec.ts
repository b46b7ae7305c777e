import type { ApiClient } from '../harness/api-client.js';
import { listRecords } from '../harness/audit.js';
import type { Key, Page, ReadableKey, Session, Token, UsageItem } from '../harness/contract.js';
import { expectProblem, expectSame } from '../harness/problem.js';
import {
  createKey,
  createToken,
  fetchValue,
  NEVER_MADE_TOKEN,
  startWorkspace,
} from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const key = await createKey(owner.api, { name: 'Shared Name', slug: 'shared-slug' });
const token = await createToken(owner.api);
await fetchValue(app, key.id);

/** A second workspace, put in by SQL, whose owner has the same password as the first one's. */
async function secondOwner(): Promise<ApiClient> {
  await database.query(`INSERT INTO tenant (id, name) VALUES ('ten_second', 'Second')`);
  await database.query(
    `INSERT INTO account (id, email, email_normalized, password_hash)
     SELECT 'acc_second', 'second@example.com', 'second@example.com', password_hash FROM account LIMIT 1`,
  );
  await database.query(`INSERT INTO membership VALUES ('ten_second', 'acc_second', 'owner')`);
  const api = server.anonymous();
  const credentials = { email: 'second@example.com', password: owner.password };
  const answer = await api.post<Session>('/api/session', credentials);
  expect(answer.body.tenant).toEqual({ id: 'ten_second', name: 'Second' });
  return api;
}

const second = await secondOwner();
const secondApp = server.withToken((await createToken(second)).token);

test('a token reads no foreign key by its slug', async () => {
  for (const rest of ['value', 'mode']) {
    const ask = (reference: string) => secondApp.get(`/external/keys/${reference}/${rest}?env=production`);
    const foreign = await ask(key.slug);
    expectProblem(foreign, 404, 'key_not_found');
    expectSame(foreign, await ask('a-slug-that-nobody-has'));
  }
});

test('lists, usage and the record show a workspace its own alone', async () => {
  expect((await second.get<Page<Key>>('/api/keys')).body.items).toEqual([]);
  expect((await secondApp.get<Page<ReadableKey>>('/external/keys')).body.items).toEqual([]);
  expect((await second.get<Page<Token>>('/api/tokens')).body.items).toHaveLength(1);
  expect((await second.get<Page<UsageItem>>('/api/usage')).body.items).toEqual([]);
  expect((await secondApp.get<Page<UsageItem>>('/external/usage')).body.items).toEqual([]);
  for (const query of ['', `?keyId=${key.id}`, `?tokenId=${token.id}`]) {
    for (const { actor, keyId } of await listRecords(second, query)) {
      expect(actor.id).not.toBe(owner.session.account.id);
      expect(keyId).not.toBe(key.id);
    }
  }
});

test('names and slugs are unique within a workspace, and tell nothing of another', async () => {
  const same = await createKey(second, { name: key.name, slug: key.slug });
  expect(same.slug).toBe(key.slug);
  expect((await fetchValue(secondApp, key.slug, 'production')).body.value).toBe(same.value);
  expect((await fetchValue(app, key.slug, 'production')).body.value).toBe(key.value);
  const twin = { llmType: 'openai', value: 'sk-proj-another' };
  for (const api of [owner.api, second]) {
    expectProblem(await api.post('/api/keys', { ...twin, name: key.name }), 409);
    expectProblem(await api.post('/api/keys', { ...twin, name: 'Another', slug: key.slug }), 409);
  }
});

test('fetches of one slug at once are answered with each workspace’s own key', async () => {
  const mine = await createKey(owner.api, { name: 'At once', slug: 'at-once' });
  const theirs = await createKey(second, { name: 'At once', slug: 'at-once' });
  const unknownApp = server.withToken(NEVER_MADE_TOKEN);
  const answers = await Promise.all(
    Array.from({ length: 90 }, (_, index) =>
      fetchValue([app, secondApp, unknownApp][index % 3] ?? app, 'at-once', 'production'),
    ),
  );
  const values = answers.map(({ status, body }) => (status === 200 ? body.value : status));
  expect(values).toEqual(Array.from({ length: 30 }, () => [mine.value, theirs.value, 401]).flat());
});

test('settings are each workspace’s own', async () => {
  await second.patch('/api/settings/environments', { production: 'mock' });
  expect((await owner.api.get('/api/settings/environments')).body).toMatchObject({ production: 'live' });
  expect((await fetchValue(app, key.id, 'production')).body.modeInfo.effectiveMode).toBe('live');
});

test('a foreign key is as it was', async () => {
  const { value, ...metadata } = key;
  const { body } = await owner.api.get<Key>(`/api/keys/${key.id}`);
  expect(body).toEqual({ ...metadata, lastUsedAt: expect.any(String) });
  expect((await fetchValue(app, key.id, 'production')).body.value).toBe(value);
});
