import { connect, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { onCleanup } from '../harness/cleanup.js';
import { eventually } from '../harness/eventually.js';
import { expectProblem } from '../harness/problem.js';
import { rawBytes, rawRequest } from '../harness/raw-request.js';
import { createKey, fetchValue, startWorkspace } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace();
const key = await createKey(owner.api);
const { hostname, port } = new URL(server.origin);

const SOCKETS = 1_000;
/** Milliseconds: the contract's 10 s for headers, the period in which they are checked, and a busy machine's time. */
const ENDED_WITHIN = 25_000;
const MIB = 1024 * 1024;
/** Milliseconds: the contract's 30 s for a whole request, and as above. */
const BODY_ENDED_WITHIN = 45_000;
const JSON_HEADERS = ['content-type', 'application/json', 'cookie', owner.api.cookieHeader];

const HEAD = `GET /external/keys/${key.id}/value HTTP/1.1\r\nHost: ${hostname}:${port}\r\n`;
const POST = `POST /api/keys HTTP/1.1\r\nHost: x\r\nCookie: ${owner.api.cookieHeader}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`;
const sockets: Socket[] = [];
onCleanup(async () => {
  for (const socket of sockets) socket.destroy();
});

/** A request whose bytes come one a second, behind those that come at once. */
function drip(
  bytes = HEAD,
  atOnce = '',
): { readonly connected: Promise<void>; isEnded: () => boolean; answer: () => string } {
  let sent = 0;
  let answer = '';
  let ended = false;
  const socket = connect(Number(port), hostname, () => socket.write(atOnce));
  sockets.push(socket);
  const timer = setInterval(() => {
    socket.write(bytes[sent % bytes.length] ?? '');
    sent += 1;
  }, 1_000);
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket
    .on('error', () => {})
    .on('close', () => {
      clearInterval(timer);
      ended = true;
    });
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  return { connected, isEnded: () => ended, answer: () => answer };
}

test('1,000 sockets of a byte a second are all ended, and others are served all along', async () => {
  const slow = Array.from({ length: SOCKETS }, () => drip());
  await Promise.all(slow.map(({ connected }) => connected));
  let served = 0;
  await eventually(
    'all of them are ended',
    async () => {
      expect((await fetchValue(app, key.id, 'production')).body.value).toBe(key.value);
      expect((await owner.api.get('/api/keys')).status).toBe(200);
      served += 1;
      return slow.every(({ isEnded }) => isEnded());
    },
    ENDED_WITHIN,
  );
  expect(served).toBeGreaterThan(20);
  const answers = new Set(slow.map(({ answer }) => answer().split('\r\n')[0]));
  expect([...answers]).toEqual(['HTTP/1.1 408 Request Timeout']);
  expect(slow[0]?.answer()).toMatch(/application\/problem\+json/i);
  expect(server.process.hasEnded).toBe(false);
});

test('5 MB, 50 MB as gzip and JSON 49,000 deep, all at once and again, are refused, and others are served', async () => {
  const head = `POST /api/keys HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n`;
  const large = `${head}Content-Type: application/json\r\nContent-Length: ${5 * MIB}\r\n\r\n${'x'.repeat(5 * MIB)}`;
  const bomb = gzipSync(Buffer.alloc(50 * MIB, ' '));
  // Within 64 KiB there is no room to close them all.
  const deep = `${'['.repeat(49_000)}${']'.repeat(16_000)}`;
  for (let round = 0; round < 3; round += 1) {
    const refused = Promise.all([
      rawBytes(server.origin, large),
      rawRequest(server.origin, 'POST', '/api/keys', [...JSON_HEADERS, 'content-encoding', 'gzip'], bomb),
      rawRequest(server.origin, 'POST', '/api/keys', JSON_HEADERS, deep),
    ]);
    const reads = await Promise.all(Array.from({ length: 20 }, () => fetchValue(app, key.id, 'production')));
    expect(reads.filter(({ body }) => body.value !== key.value)).toEqual([]);
    const [tooLarge, zipped, tooDeep] = await refused;
    // The server hangs up while all of it is still being sent: its answer can be lost with that.
    expect(tooLarge).toMatch(/^(HTTP\/1\.1 413 |$)/);
    expect([400, 413, 415]).toContain(expectProblem(zipped, zipped.status).status);
    expectProblem(tooDeep, 400);
  }
});

test('a body of a byte a second is ended, too, and others are served', async () => {
  const slow = drip(' ', POST);
  await slow.connected;
  await eventually(
    'it is ended',
    async () => {
      expect((await owner.api.get('/api/keys')).status).toBe(200);
      return slow.isEnded();
    },
    BODY_ENDED_WITHIN,
  );
  expect(slow.answer()).toMatch(/^HTTP\/1\.1 408 /);
});
