import { connect } from 'node:net';
import { eventually } from '../harness/eventually.js';
import { mockOf } from '../harness/mock.js';
import { startWorkspace } from '../harness/workspace.js';

const workspace = await startWorkspace({ env: { IBYOK_METRICS_PORT: '0' } });
const { server } = workspace;
const [, metrics = ''] = /Metrics at (http:\/\/localhost:\d+)\/metrics/.exec(server.process.stdout) ?? [];
const { value } = await mockOf(workspace, 'openai');
const CLIENTS = 200;

/** How many resources of a kind keep the server's process busy. */
async function active(type: 'Timeout' | 'TCPSocketWrap'): Promise<number> {
  const text = await (await fetch(`${metrics}/metrics`)).text();
  return Number(new RegExp(`nodejs_active_resources\\{type="${type}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

interface Leaving {
  /** What the mock is to do wrong. */
  readonly fault?: string;
  /** Bytes of the body that are announced and never sent. */
  readonly unsent?: number;
  /** What has to arrive before it goes; nothing: it goes soon. */
  readonly after?: string;
}

/** Sends a request and goes. */
function leave(body: string, { fault, unsent = 0, after }: Leaving): Promise<void> {
  const { hostname, port } = new URL(server.origin);
  const head = [
    'POST /mock/openai/v1/chat/completions HTTP/1.1',
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${value}`,
    'Content-Type: application/json',
    ...(fault === undefined ? [] : [`X-IBYOK-Mock-Fault: ${fault}`]),
    `Content-Length: ${body.length + unsent}`,
  ];
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, () => {
        if (after === undefined) setTimeout(() => socket.destroy(), 50);
      });
    });
    socket.on('data', (data) => {
      received += data;
      if (after !== undefined && received.includes(after)) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve());
  });
}

const all = (one: () => Promise<void>): Promise<unknown> => Promise.all(Array.from({ length: CLIENTS }, one));
const body = (rest: object): string =>
  JSON.stringify({ model: 'x', messages: [{ role: 'user', content: 'word '.repeat(40) }], ...rest });

test('no timer waits for clients that went before the first byte, or in the middle of a stream', async () => {
  const [before, opened] = [await active('Timeout'), await active('TCPSocketWrap')];
  const few = CLIENTS / 10;
  const patience = 10_000;
  await all(() => leave(body({}), { fault: 'slow-20000' }));
  await eventually('timers are gone', async () => (await active('Timeout')) < before + few, patience);
  await all(() => leave(body({ stream: true, n: 128 }), { after: 'data: ' }));
  await all(() => leave(body({}), { unsent: 100 }));
  await eventually('timers are gone', async () => (await active('Timeout')) < before + few, patience);
  await eventually('sockets are gone', async () => (await active('TCPSocketWrap')) < opened + few, patience);
});

test('a client that goes is nothing to say a word about', () => {
  expect(server.process.stderr).toBe('');
  expect(server.process.stdout.split('\n').filter((line) => line.startsWith('{'))).toEqual([]);
});
