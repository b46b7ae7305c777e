import { expectProblem } from '../harness/problem.js';
import { createKey, createToken, startWorkspace } from '../harness/workspace.js';

const { server, owner } = await startWorkspace();
const { api } = owner;
const key = await createKey(api);
const port = new URL(server.origin).port;
const JSON_TYPE = 'application/json';

const changeDefaults = (origin: string) =>
  api.request('PATCH', '/api/settings/environments', {
    body: { development: 'mock' },
    headers: { origin },
  });

test.each(['localhost', '127.0.0.1', '[::1]'])('takes a change from its own origin at %s', async (name) => {
  expect((await changeDefaults(`http://${name}:${port}`)).status).toBe(200);
});

test.each([
  ['another site', 'https://evil.example'],
  ['another port', `http://localhost:${Number(port) + 1}`],
  ['another scheme', `https://localhost:${port}`],
  ['a name that begins like it', `http://localhost.evil.example:${port}`],
  ['a page without an origin', 'null'],
  ['an empty one', ' '],
])('refuses a change with the Origin of %s', async (_, origin) => {
  expectProblem(await changeDefaults(origin), 403, 'origin_not_allowed');
});

test.each(['cross-site', 'same-site'])('refuses a change that a browser calls %s', async (site) => {
  const change = { body: { development: 'mock' }, headers: { 'sec-fetch-site': site } };
  const answer = await api.request('PATCH', '/api/settings/environments', change);
  expectProblem(answer, 403, 'origin_not_allowed');
});

test.each(['same-origin', 'none'])('takes a change that a browser calls %s', async (site) => {
  const change = { body: { development: 'mock' }, headers: { 'sec-fetch-site': site } };
  expect((await api.request('PATCH', '/api/settings/environments', change)).status).toBe(200);
});

test('refuses sign-in, sign-out and deletion from another site', async () => {
  const headers = { origin: 'https://evil.example' };
  const credentials = { email: owner.email, password: owner.password };
  expectProblem(await api.request('POST', '/api/session', { body: credentials, headers }), 403);
  expectProblem(await api.request('DELETE', '/api/session', { headers }), 403);
  expectProblem(await api.request('DELETE', `/api/keys/${key.id}`, { headers }), 403);
  expect((await api.get(`/api/keys/${key.id}`)).status).toBe(200);
});

test.each([
  ['a form', 'application/x-www-form-urlencoded'],
  ['text', 'text/plain'],
  ['a file', 'multipart/form-data; boundary=x'],
  ['JSON of another kind', 'application/json-patch+json'],
  ['another character set', 'application/json; charset=utf-16'],
  ['two types', 'application/json, text/plain'],
])('refuses a POST or PATCH sent as %s', async (_, type) => {
  const headers = { 'content-type': type };
  const raw = JSON.stringify({ name: 'x' });
  expectProblem(await api.request('POST', '/api/keys', { raw, headers }), 415, 'unsupported_media_type');
  expectProblem(await api.request('PATCH', `/api/keys/${key.id}`, { raw, headers }), 415);
});

test('needs the type of every POST, also without a body', async () => {
  expectProblem(await api.request('POST', '/api/session'), 415, 'unsupported_media_type');
  const restore = `/api/keys/${key.id}/versions/1/restore`;
  expectProblem(await api.request('POST', restore), 415);
  const headers = { 'content-type': JSON_TYPE };
  expect((await api.request('POST', restore, { headers })).status).toBe(201);
});

test('takes JSON that names UTF-8', async () => {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  const raw = JSON.stringify({ development: 'mock' });
  expect((await api.request('PATCH', '/api/settings/environments', { raw, headers })).status).toBe(200);
});

test('allows no other origin to read', async () => {
  for (const path of ['/api/keys', `/external/keys/${key.id}/value`]) {
    const { headers } = await api.request('GET', path, { headers: { origin: 'https://evil.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
  const preflight = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
  const answer = await api.request('OPTIONS', '/api/keys', { headers: preflight });
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

test('a token is refused as a session, too', async () => {
  const { token } = await createToken(api);
  const asCookie = server.anonymous();
  asCookie.setCookie('ibyok_session', token);
  expectProblem(await asCookie.get('/api/keys'), 401, 'unauthenticated');
});
