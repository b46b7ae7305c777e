import type { Answer } from '../harness/api-client.js';
import type { Key, Page } from '../harness/contract.js';
import { expectProblem } from '../harness/problem.js';
import { createKey, startWorkspace, unique } from '../harness/workspace.js';

const { owner } = await startWorkspace();
const { api } = owner;
const key = await createKey(api);
/** Sent in every bad body; an answer must not repeat it. */
const MARKER = unique('marker-');

interface Route {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A body each that is fine but for what a test does to it. */
const ROUTES: readonly Route[] = [
  { method: 'POST', path: '/api/session', body: { email: owner.email, password: `${MARKER}-password` } },
  {
    method: 'POST',
    path: '/api/setup',
    body: { setupToken: MARKER, email: 'a@b.co', password: `${MARKER}-password`, tenantName: MARKER },
  },
  { method: 'POST', path: '/api/keys', body: { name: MARKER, llmType: 'openai', value: MARKER } },
  { method: 'PATCH', path: '/api/keys/ID', body: { name: MARKER } },
  { method: 'PATCH', path: '/api/keys/ID/overrides', body: { development: 'live' } },
  { method: 'POST', path: '/api/keys/ID/versions', body: { value: MARKER } },
  { method: 'PATCH', path: '/api/settings/environments', body: { development: 'live' } },
  {
    method: 'POST',
    path: '/api/tokens',
    body: { name: MARKER, scopes: ['keys:read'], environments: ['development'] },
  },
];

async function send({ method, path }: Route, raw: string | Buffer): Promise<Answer> {
  return api.request(method, path.replace('ID', key.id), {
    raw,
    headers: { 'content-type': 'application/json' },
  });
}

async function expectRefused(route: Route, raw: string | Buffer, code?: string): Promise<void> {
  const answer = await send(route, raw);
  expectProblem(answer, 400, code);
  expect(answer.text).not.toContain(MARKER);
}

test.each([
  ['POST', '/api/session', { email: owner.email, password: owner.password, code: null }],
  ['POST', '/api/invitations/accept', { invitationToken: MARKER, password: owner.password, code: null }],
  ['POST', '/api/account/identities', { provider: 'oidc', password: null }],
  ['POST', '/api/account/identities', { provider: 'oidc', password: owner.password, code: null }],
  ['POST', '/api/sign-in/oidc', { invitationToken: null }],
])('%s %s refuses null for a field that may be absent: %j', async (method, path, body) =>
  expectRefused({ method, path, body }, JSON.stringify(body), 'validation_failed'),
);

describe.each(ROUTES)('$method $path', (route) => {
  const { body } = route;
  const first = Object.keys(body)[0] ?? '';

  test.each(['tenantId', 'id', 'role', 'version', MARKER, 'toString', 'hasOwnProperty'])(
    'refuses the unknown field %s',
    (field) => expectRefused(route, JSON.stringify({ ...body, [field]: MARKER })),
  );

  test.each(['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])(
    'refuses the field %s',
    async (field) => {
      const rest = JSON.stringify(body).slice(1);
      await expectRefused(route, `{"${field}":{"admin":"${MARKER}"},${rest}`);
      await expectRefused(route, `{"${field}":null,${rest}`);
      await expectRefused(route, JSON.stringify({ ...body, [first]: 0 }).replace('0', `{"${field}":1}`));
    },
  );

  test.each<[string, unknown]>([
    ['null', null],
    ['a number', 1],
    ['a boolean', true],
    ['an object', { [MARKER]: MARKER }],
    ['a list', [MARKER]],
    ['an empty list', []],
    ['a list of lists', [[MARKER]]],
  ])('refuses %s for each of its fields', async (kind, wrong) => {
    for (const field of Object.keys(body)) {
      if (Array.isArray(body[field]) && kind === 'an empty list') continue;
      await expectRefused(route, JSON.stringify({ ...body, [field]: wrong }), 'validation_failed');
    }
  });

  test.each(['null', '[]', '1', '"text"', 'true'])('refuses %s for its body', (raw) =>
    expectRefused(route, raw),
  );

  test.each([
    ['half a body', '{"a":'],
    ['two bodies', '{}{}'],
    ['single quotes', "{'a':1}"],
    ['a comment', '{/* */}'],
    ['NaN', '{"a":NaN}'],
    ['spaces alone', '   '],
    ['junk', MARKER],
  ])('refuses %s', async (_, raw) => {
    const answer = await send(route, raw);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expectProblem(answer, 400);
    expect(answer.text).not.toContain(MARKER);
  });

  test.each([
    ['a NUL', `"${MARKER}\\u0000"`],
    ['a NUL as it is', `"${MARKER}\0"`],
    ['a lone high surrogate', `"${MARKER}\\ud800"`],
    ['a lone low surrogate', `"\\udc00${MARKER}"`],
    ['surrogates the wrong way round', `"\\udc00\\ud800${MARKER}"`],
  ])('refuses %s in a text and in a name', async (_, text) => {
    await expectRefused(route, JSON.stringify({ ...body, [first]: 0 }).replace('0', text));
    await expectRefused(route, `{${text}:1,${JSON.stringify(body).slice(1)}`);
  });

  test('refuses bytes that are not UTF-8', async () => {
    for (const bytes of [[0xff], [0xc3], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80]]) {
      const raw = Buffer.concat([
        Buffer.from(`{"${first}":"${MARKER}`),
        Buffer.from(bytes),
        Buffer.from('"}'),
      ]);
      await expectRefused(route, raw);
    }
  });

  test('refuses what nests deeper than 20 levels, however deep', async () => {
    for (const depth of [21, 1_000, 30_000]) {
      await expectRefused(route, `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    }
  });
});

test('nothing that was refused has changed anything', async () => {
  const { value, ...metadata } = key;
  expect((await api.get<Page<Key>>('/api/keys')).body.items).toEqual([metadata]);
  expect((await api.get('/api/settings/environments')).body).toEqual({
    development: 'mock',
    staging: 'mock',
    production: 'live',
  });
  expect((await api.get<Page<Key>>('/api/tokens')).body.items).toHaveLength(1);
  expect(value).toMatch(/^sk-/);
});
