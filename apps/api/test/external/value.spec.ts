import type { KeyValue } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, fetchValue, type KnownKey, startWorkspace } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace();
const key = await createKey(owner.api, { name: 'OpenAI Production' });

test('answers exactly what the contract shows, by id and by slug', async () => {
  for (const reference of [key.id, key.slug]) {
    const live = await fetchValue(app, reference, 'production');
    expect(live.status).toBe(200);
    expect(live.body).toEqual({
      keyId: key.id,
      name: 'OpenAI Production',
      llmType: 'openai',
      value: key.value,
      baseUrl: 'https://api.openai.com/v1',
      modeInfo: { environment: 'production', effectiveMode: 'live', source: 'tenant_setting' },
    });
    const mock = await fetchValue(app, reference, 'development');
    expect(mock.body).toMatchObject({
      keyId: key.id,
      name: 'OpenAI Production',
      llmType: 'openai',
      value: expect.stringMatching(/^sk-mock-openai-[0-9a-f]{12}$/),
      modeInfo: { environment: 'development', effectiveMode: 'mock', source: 'tenant_setting' },
    });
    // A mock works against this server's own mock of the provider, or nowhere.
    expect(mock.body.baseUrl ?? `${server.origin}/mock/openai/v1`).toMatch(new RegExp(`^${server.origin}/`));
  }
});

test.each([
  ['dev', 'development'],
  ['development', 'development'],
  ['stage', 'staging'],
  ['staging', 'staging'],
  ['prod', 'production'],
  ['production', 'production'],
])('env=%s is %s', async (word, environment) => {
  expect((await fetchValue(app, key.id, word)).body.modeInfo.environment).toBe(environment);
});

test.each(['test', '', 'PROD', 'Production', 'prod%20', 'qa', 'production,staging', '%00', 'constructor'])(
  'env=%s is refused',
  async (word) => {
    const problem = expectProblem(await fetchValue(app, key.id, word), 400, 'validation_failed');
    expect(problem.errors).toEqual([{ field: 'env', message: expect.stringMatching(/^must be one of/) }]);
    expectProblem(await app.get(`/external/keys/${key.id}/mode?env=${word}`), 400, 'validation_failed');
    expectProblem(await app.get(`/external/keys?env=${word}`), 400, 'validation_failed');
  },
);

test('a live value comes back byte for byte', async () => {
  const values = [
    'sk-Ünïcödé-日本語-🔑-\u{10FFFF}',
    'e\u0301 is not \u00e9',
    ' spaces around ',
    'line\nbreaks\r\nand\ttabs',
    `quotes " ' \\ \`; DROP TABLE key; --`,
    '</script><!-- & %00 \u2028\u2029\u0001\u007f\ufeff',
    'x'.repeat(16 * 1024),
    `${'é'.repeat(8 * 1024)}`,
  ];
  for (const value of values) {
    const { id } = await createKey(owner.api, { llmType: 'custom', value });
    const { body } = await fetchValue(app, id, 'production');
    expect(Buffer.from(body.value).equals(Buffer.from(value))).toBe(true);
  }
});

test('is never kept by a cache', async () => {
  for (const env of ['production', 'development']) {
    const { headers } = await fetchValue(app, key.id, env);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('etag')).toBeNull();
    expect(headers.get('last-modified')).toBeNull();
  }
  const conditional = { 'if-none-match': '*', 'if-modified-since': new Date().toUTCString() };
  const path = `/external/keys/${key.id}/value?env=production`;
  const answer = await app.request<KeyValue>('GET', path, { headers: conditional });
  expect(answer.status).toBe(200);
  expect(answer.body.value).toBe(key.value);
});

test('names where a live value works, where that is known', async () => {
  const anthropic = await createKey(owner.api, { llmType: 'anthropic' });
  expect((await fetchValue(app, anthropic.id, 'prod')).body.baseUrl).toMatch(
    /^https:\/\/api\.anthropic\.com/,
  );
  const custom = await createKey(owner.api, { llmType: 'custom' });
  expect((await fetchValue(app, custom.id, 'prod')).body).not.toHaveProperty('baseUrl');
});

test('an unknown key is 404 without what was asked for', async () => {
  for (const reference of ['key_0000000000000000000000', 'no-such-slug', 'x'.repeat(150), '..%2f..%2fkeys']) {
    for (const rest of ['value', 'mode']) {
      const answer = await app.get(`/external/keys/${reference}/${rest}`);
      expectProblem(answer, 404, 'key_not_found');
      expect(answer.text).not.toContain(reference);
    }
  }
});

test('many fetches at once each get their own answer', async () => {
  const keys: KnownKey[] = [];
  for (let index = 0; index < 10; index += 1) keys.push(await createKey(owner.api));
  const asked = Array.from({ length: 200 }, (_, index) => keys[index % 10] ?? key);
  const answers = await Promise.all(
    asked.map(({ id }, index) => fetchValue(app, id, index % 3 ? 'prod' : 'dev')),
  );
  for (const [index, { body }] of answers.entries()) {
    expect(body.keyId).toBe(asked[index]?.id);
    expect(body.value === asked[index]?.value).toBe(index % 3 !== 0);
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(200);
});
