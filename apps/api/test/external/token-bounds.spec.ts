import type { KeyMode, Page, ReadableKey } from '../harness/contract.js';
import { ENVIRONMENTS } from '../harness/contract.js';
import { expectProblem, withoutRequestId } from '../harness/problem.js';
import {
  createKey,
  createToken,
  fetchValue,
  startWorkspace,
  type TokenOptions,
} from '../harness/workspace.js';

const { server, owner } = await startWorkspace();
const key = await createKey(owner.api);
const outside = await createKey(owner.api);
const clientOf = async (options: TokenOptions) =>
  server.withToken((await createToken(owner.api, options)).token);

test.each(ENVIRONMENTS)('a token bound to %s reads there and nowhere else', async (environment) => {
  const app = await clientOf({ environments: [environment] });
  for (const asked of ENVIRONMENTS) {
    const answers = [
      await fetchValue(app, key.id, asked),
      await fetchValue(app, key.slug, asked),
      await app.get<KeyMode>(`/external/keys/${key.id}/mode?env=${asked}`),
      await app.get<Page<ReadableKey>>(`/external/keys?env=${asked}`),
    ];
    for (const answer of answers) {
      if (asked === environment) expect(answer.status).toBe(200);
      else expectProblem(answer, 403, 'environment_not_allowed');
    }
    if (asked !== environment) expect(answers.map(({ text }) => text).join()).not.toContain(key.value);
  }
});

test('an environment that is not allowed says nothing of whether a key exists', async () => {
  const app = await clientOf({ environments: ['development'] });
  const known = await fetchValue(app, key.id, 'production');
  const unknown = await fetchValue(app, 'no-such-key', 'production');
  expectProblem(unknown, 403, 'environment_not_allowed');
  expect(withoutRequestId(unknown)).toEqual(withoutRequestId(known));
});

test('without keys:read there is no value, no mode and no list', async () => {
  const app = await clientOf({ scopes: ['usage:read'] });
  for (const path of [`/external/keys/${key.id}/value`, `/external/keys/${key.id}/mode`, '/external/keys']) {
    expectProblem(await app.get(path), 403, 'scope_missing');
  }
  expectProblem(await fetchValue(app, 'no-such-key'), 403, 'scope_missing');
  expect((await app.get('/external/usage')).status).toBe(200);
});

test('without usage:read there is no usage', async () => {
  const app = await clientOf({ scopes: ['keys:read'] });
  expectProblem(await app.get('/external/usage'), 403, 'scope_missing');
  expect((await fetchValue(app, key.id)).status).toBe(200);
});

test('a key outside keyIds answers as one that does not exist', async () => {
  const app = await clientOf({ keyIds: [key.id] });
  expect((await fetchValue(app, key.id, 'production')).body.value).toBe(key.value);
  expect((await fetchValue(app, key.slug, 'production')).body.value).toBe(key.value);
  for (const rest of ['value', 'mode']) {
    const unknown = await app.get(`/external/keys/key_0000000000000000000000/${rest}?env=production`);
    expectProblem(unknown, 404, 'key_not_found');
    for (const reference of [outside.id, outside.slug]) {
      const answer = await app.get(`/external/keys/${reference}/${rest}?env=production`);
      expectProblem(answer, 404, 'key_not_found');
      expect(withoutRequestId(answer)).toEqual(withoutRequestId(unknown));
      expect(answer.text).not.toContain(reference);
      expect(answer.text).not.toContain(outside.value);
    }
  }
});

test('a token without keyIds reads keys that come later, too', async () => {
  const app = await clientOf({});
  const later = await createKey(owner.api);
  expect((await fetchValue(app, later.id, 'production')).body.value).toBe(later.value);
});

test('a bound token whose key is deleted reads nothing, also not the slug’s heir', async () => {
  const doomed = await createKey(owner.api);
  const app = await clientOf({ keyIds: [doomed.id] });
  expect((await fetchValue(app, doomed.slug)).status).toBe(200);
  await owner.api.delete(`/api/keys/${doomed.id}`);
  await createKey(owner.api, { slug: doomed.slug });
  expectProblem(await fetchValue(app, doomed.slug), 404, 'key_not_found');
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is no way to a value', async (method) => {
  const app = await clientOf({});
  const body = method === 'DELETE' ? undefined : {};
  const answer = await app.request(method, `/external/keys/${key.id}/value?env=production`, { body });
  expect([404, 405]).toContain(expectProblem(answer, answer.status).status);
});

test('no header changes environment or mode', async () => {
  const app = await clientOf({});
  const headers = {
    'x-environment': 'production',
    'x-ibyok-env': 'production',
    'x-mode': 'live',
    'x-http-method-override': 'DELETE',
    'x-original-url': `/external/keys/${key.id}/value?env=production`,
  };
  const answer = await app.request('GET', `/external/keys/${key.id}/value`, { headers });
  expect(answer.body).toMatchObject({ modeInfo: { environment: 'development', effectiveMode: 'mock' } });
  expect(answer.text).not.toContain(key.value);
});
