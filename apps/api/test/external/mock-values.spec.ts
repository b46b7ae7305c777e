import type { Page } from '../harness/contract.js';
import { startServer } from '../harness/test-server.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const mockOf = async (reference: string, client = app): Promise<string> =>
  (await fetchValue(client, reference, 'development')).body.value;

test.each([
  ['openai', /^sk-mock-openai-[0-9a-f]{12}$/],
  ['anthropic', /^sk-ant-mock-[0-9a-f]{12}$/],
  ['google', /^AIzaMock-[0-9a-f]{12}$/],
  ['groq', /^gsk-mock-[0-9a-f]{12}$/],
  ['openrouter', /^sk-or-.*mock-[0-9a-f]{12}$/],
  ['xai', /^xai-mock-[0-9a-f]{12}$/],
  ['perplexity', /^pplx-mock-[0-9a-f]{12}$/],
  ['custom', /^mock-[0-9a-f]{12}$/],
])('has the shape of %s', async (llmType, shape) => {
  expect(await mockOf((await createKey(owner.api, { llmType })).id)).toMatch(shape);
});

test('every provider of the catalogue has one that says it is a mock', async () => {
  const providers = (await owner.api.get<Page<{ llmType: string }>>('/api/providers')).body.items;
  expect(providers.length).toBeGreaterThanOrEqual(25);
  for (const { llmType } of providers) {
    const { id } = await createKey(owner.api, { llmType });
    expect(await mockOf(id)).toMatch(/mock.*-[0-9a-f]{12}$/i);
  }
});

test('differs between keys, and holds nothing of the live value', async () => {
  const value = 'sk-proj-0123456789ab';
  const mocks = [];
  for (let index = 0; index < 5; index += 1) {
    mocks.push(await mockOf((await createKey(owner.api, { value })).id));
  }
  expect(new Set(mocks).size).toBe(5);
  for (const mock of mocks) {
    expect(mock).not.toContain(value.slice(-4));
    expect(mock).not.toContain(value.slice(8));
  }
});

test('is the same for a key on every fetch, in every environment and on every replica, also once rotated', async () => {
  const { id, slug } = await createKey(owner.api);
  await owner.api.patch(`/api/keys/${id}/overrides`, { production: 'mock' });
  const mock = await mockOf(id);
  expect(await mockOf(slug)).toBe(mock);
  for (const env of ['staging', 'production']) {
    expect((await fetchValue(app, id, env)).body.value).toBe(mock);
  }
  await owner.api.post(`/api/keys/${id}/versions`, { value: 'sk-proj-another-one' });
  await owner.api.patch(`/api/keys/${id}`, { name: 'Renamed', slug: 'renamed' });
  expect(await mockOf(id)).toBe(mock);

  const env = { NODE_ENV: 'production', IBYOK_ROLE: 'external' };
  const replica = await startServer({ database, secrets: server.secrets, env });
  expect(await mockOf(id, replica.withToken(app.token ?? ''))).toBe(mock);
});
