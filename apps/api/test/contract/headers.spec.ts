import { freePort } from '../harness/free-port.js';
import { newEmail } from '../harness/people.js';
import { rawBytes, rawRequest } from '../harness/raw-request.js';
import { startServer } from '../harness/test-server.js';
import { createKey, startWorkspace } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const key = await createKey(owner.api);

const REQUESTS: readonly (readonly [string, string, readonly string[]])[] = [
  ['GET', '/health/live', []],
  ['GET', '/health/ready', []],
  ['GET', '/api/setup', []],
  ['GET', '/api/session', []],
  ['GET', '/api/keys', ['cookie', owner.api.cookieHeader]],
  ['DELETE', `/api/keys/key_0`, ['cookie', owner.api.cookieHeader]],
  ['POST', '/api/session', []],
  ['GET', '/api/no-such-address', []],
  ['OPTIONS', '/api/keys', []],
  ['GET', '/api/openapi.json', []],
  ['GET', '/external/keys', []],
  ['GET', `/external/keys/${key.id}/value`, ['authorization', `Bearer ${app.token}`]],
  ['HEAD', `/external/keys/${key.id}/value`, ['authorization', `Bearer ${app.token}`]],
  ['GET', '/external/keys/a?b=c', ['authorization', `Bearer ${app.token}`]],
  ['GET', '/%ff', []],
];

test.each(REQUESTS)('%s %s has a request id, nosniff and no banner', async (method, path, headers) => {
  const [one, other] = [
    await rawRequest(server.origin, method, path, headers),
    await rawRequest(server.origin, method, path, headers),
  ];
  expect(one.status).toBe(other.status);
  expect(one.headers.get('x-request-id')).toMatch(/./);
  expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
  expect(one.headers.get('x-content-type-options')).toBe('nosniff');
  for (const banner of ['server', 'x-powered-by', 'via', 'x-aspnet-version']) {
    expect(one.headers.get(banner)).toBeNull();
  }
  expect(one.headers.get('strict-transport-security')).toBeNull();
});

test('answers are JSON in UTF-8 with times in UTC and camelCase', async () => {
  const answer = await owner.api.get<object>(`/api/keys/${key.id}`);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json(; charset=utf-8)?$/);
  for (const name of Object.keys(answer.body)) expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/);
  expect(answer.text).toMatch(/"createdAt":"[^"]+Z"/);
});

test('a page may run the server’s own scripts alone, and stands in no frame', async () => {
  for (const path of ['/', '/keys', '/api/setup', '/api/nothing', '/api/docs']) {
    const policy = (await server.anonymous().get(path)).headers.get('content-security-policy') ?? '';
    const directives = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part]));
    expect(directives.get('default-src')).toBe("default-src 'self'");
    expect(directives.get('frame-ancestors')).toBe("frame-ancestors 'none'");
    expect(directives.get('script-src') ?? '').not.toMatch(/unsafe|\*|data:/);
  }
});

test('over TLS, browsers are told to stay there', async () => {
  const env = { IBYOK_PUBLIC_URL: 'https://vault.example.com', PORT: String(await freePort()) };
  const secure = await startServer({ database, secrets: server.secrets, env });
  // What is no address is refused before there is an answer to add to.
  for (const [method, path, headers] of REQUESTS.filter(([, path]) => path !== '/%ff')) {
    const answer = await rawRequest(secure.origin, method, path, headers);
    const [, seconds] =
      /^max-age=(\d+); includeSubDomains$/.exec(answer.headers.get('strict-transport-security') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(180 * 24 * 60 * 60);
  }
});

test('Host and forwarding headers change nothing', async () => {
  const headers = [
    'authorization',
    `Bearer ${app.token}`,
    'x-forwarded-host',
    'evil.example',
    'x-forwarded-proto',
    'https',
    'x-forwarded-prefix',
    '/evil',
  ];
  const answer = await rawRequest(server.origin, 'GET', `/external/keys/${key.id}/value`, headers);
  expect(answer.status).toBe(200);
  expect(answer.text).not.toContain('evil');

  const body = JSON.stringify({ email: newEmail(), role: 'viewer' });
  const head = [
    'POST /api/invitations HTTP/1.1',
    'Host: evil.example',
    'X-Forwarded-Host: evil.example',
    `Cookie: ${owner.api.cookieHeader}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  const invited = await rawBytes(server.origin, `${head.join('\r\n')}\r\n\r\n${body}`);
  expect(invited).toMatch(/^HTTP\/1\.1 201 /);
  expect(invited).toContain(`"link":"${server.origin}/invitation#`);
  expect(invited).not.toContain('evil');
});
