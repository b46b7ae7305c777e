import type { Page, ReadableKey } from '../harness/contract.js';
import { createKey, createToken, fetchValue, type KnownKey, startWorkspace } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace();
const { api } = owner;
const keys: KnownKey[] = [];
for (const name of ['Charlie', 'alpha', 'Bravo', 'delta', 'echo']) keys.push(await createKey(api, { name }));

const list = async (query = '', client = app): Promise<Page<ReadableKey>> =>
  (await client.get<Page<ReadableKey>>(`/external/keys${query}`)).body;

test('lists what a token may read, each as the contract says', async () => {
  const { items, nextCursor } = await list();
  expect(nextCursor).toBeNull();
  expect(items).toHaveLength(keys.length);
  for (const { id, slug, name, llmType } of keys) {
    expect(items.find(({ keyId }) => keyId === id)).toEqual({
      keyId: id,
      slug,
      name,
      llmType,
      modeInfo: { environment: 'development', effectiveMode: 'mock', source: 'tenant_setting' },
    });
  }
});

test('shows each key’s mode in the environment asked for, as a fetch has it', async () => {
  await api.patch(`/api/keys/${keys[0]?.id}/overrides`, { production: 'mock', development: 'live' });
  for (const env of ['dev', 'staging', 'prod']) {
    for (const { keyId, modeInfo } of (await list(`?env=${env}`)).items) {
      expect(modeInfo).toEqual((await fetchValue(app, keyId, env)).body.modeInfo);
    }
  }
});

test('is bound to the keys of the token', async () => {
  const keyIds = [keys[1]?.id ?? '', keys[3]?.id ?? ''];
  const bound = server.withToken((await createToken(api, { keyIds })).token);
  expect((await list('', bound)).items.map(({ keyId }) => keyId).sort()).toEqual([...keyIds].sort());
  expect((await list('?limit=1', bound)).items).toHaveLength(1);
});

test('pages list every key once, in one order', async () => {
  const whole = (await list()).items;
  const paged: ReadableKey[] = [];
  let page = await list('?limit=2');
  for (;;) {
    paged.push(...page.items);
    if (page.nextCursor === null) break;
    page = await list(`?limit=2&cursor=${encodeURIComponent(page.nextCursor)}`);
  }
  expect(paged).toEqual(whole);
});
