import { gzipSync } from 'node:zlib';
import { expectProblem } from '../harness/problem.js';
import { rawBytes, rawRequest } from '../harness/raw-request.js';
import { createKey, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace();
const { api } = owner;
const KIB = 1024;
const JSON_HEADERS = ['content-type', 'application/json', 'cookie', api.cookieHeader];

const ofSize = (bytes: number): string => {
  const frame = JSON.stringify({ name: unique('N '), llmType: 'custom', value: '' });
  return frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
};

test('a value of 16 KiB is taken, one of a byte more is not', async () => {
  const body = (value: string) => ({ name: unique('N '), llmType: 'custom', value });
  expect((await api.post('/api/keys', body('x'.repeat(16 * KIB)))).status).toBe(201);
  expect((await api.post('/api/keys', body('é'.repeat(8 * KIB)))).status).toBe(201);
  for (const value of ['x'.repeat(16 * KIB + 1), `x${'é'.repeat(8 * KIB)}`]) {
    const problem = expectProblem(await api.post('/api/keys', body(value)), 400, 'validation_failed');
    expect(problem.errors?.map(({ field }) => field)).toEqual(['value']);
  }
  const { id } = await createKey(api);
  expectProblem(await api.post(`/api/keys/${id}/versions`, { value: 'x'.repeat(16 * KIB + 1) }), 400);
});

test('a body of 64 KiB is read, one of a byte more is not', async () => {
  const headers = { 'content-type': 'application/json' };
  const send = (raw: string) => api.request('POST', '/api/keys', { raw, headers });
  expectProblem(await send(ofSize(64 * KIB)), 400, 'validation_failed');
  expectProblem(await send(ofSize(64 * KIB + 1)), 413, 'body_too_large');
});

test('a body too large is refused whatever its length says, also for a stranger', async () => {
  const chunked = await rawRequest(server.origin, 'POST', '/api/session', [
    'content-type',
    'application/json',
    'transfer-encoding',
    'chunked',
  ]);
  expect(chunked.status).toBe(400);
  const head =
    'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nConnection: close\r\n';
  const chunk = `${(80 * KIB).toString(16)}\r\n${' '.repeat(80 * KIB)}\r\n0\r\n\r\n`;
  const answer = await rawBytes(server.origin, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}`);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(await rawBytes(server.origin, `${head}Content-Length: 99999999\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 413 /,
  );
});

test('a compressed body is refused, not unpacked', async () => {
  const bomb = gzipSync(Buffer.alloc(50 * KIB * KIB, ' '));
  const answer = await rawRequest(
    server.origin,
    'POST',
    '/api/keys',
    [...JSON_HEADERS, 'content-encoding', 'gzip'],
    bomb.subarray(0, 60 * KIB),
  );
  expect([400, 413, 415]).toContain(expectProblem(answer, answer.status).status);
});

test('headers over 16 KiB are refused with 431', async () => {
  const answer = await rawRequest(server.origin, 'GET', '/api/keys', ['x-large', 'y'.repeat(17 * KIB)]);
  expect(answer.status).toBe(431);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({ status: 431, code: expect.any(String), title: expect.any(String) });
  expect(answer.text).not.toContain('yyyy');
  const small = await rawRequest(server.origin, 'GET', '/health/live', ['x-large', 'y'.repeat(8 * KIB)]);
  expect(small.status).toBe(200);
});

test.each([
  ['no HTTP', 'junk\r\n\r\n'],
  ['another protocol', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['a header without a name', 'GET /health/live HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n'],
  [
    'two lengths',
    'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  ],
  [
    'a length and chunks',
    'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a negative length', 'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  ['no Host', 'GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['a bare line feed', 'GET /health/live HTTP/1.1\nHost: x\nX: y\rz\n\n'],
])('%s is refused as a problem, and others are served', async (_, bytes) => {
  const answer = await rawBytes(server.origin, bytes);
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).toMatch(/application\/problem\+json/i);
  const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as object;
  expect(body).toMatchObject({ status: 400, code: expect.any(String), detail: expect.any(String) });
  expect((await server.anonymous().get('/health/live')).status).toBe(200);
});

test('the server lives on, and serves', async () => {
  const { id, value } = await createKey(api);
  expect((await fetchValue(app, id, 'production')).body.value).toBe(value);
  expect(server.process.hasEnded).toBe(false);
});
