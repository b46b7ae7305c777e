import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectProblem } from '../harness/problem.js';
import { rawRequest } from '../harness/raw-request.js';
import { createKey, createToken, startWorkspace } from '../harness/workspace.js';

const { server, owner, app } = await startWorkspace();
const key = await createKey(owner.api);

/** More headers than Node keeps by default, within the limit of 16 KiB. */
const FILLER = Array.from({ length: 2_000 }, () => ['a', '']).flat();

test('a second Authorization header counts wherever it stands', async () => {
  const other = await createToken(owner.api);
  const answer = await rawRequest(server.origin, 'GET', `/external/keys/${key.id}/value`, [
    'authorization',
    `Bearer ${app.token}`,
    ...FILLER,
    'authorization',
    `Bearer ${other.token}`,
  ]);
  expectProblem(answer, 401);
});

test('a foreign Origin counts wherever it stands', async () => {
  const answer = await rawRequest(
    server.origin,
    'PATCH',
    '/api/settings/environments',
    [
      'cookie',
      owner.api.cookieHeader,
      'content-type',
      'application/json',
      ...FILLER,
      'origin',
      'https://a.example',
    ],
    '{}',
  );
  expectProblem(answer, 403, 'origin_not_allowed');
});

test('a client that hangs up amid its body is no lost database', async () => {
  const { hostname, port } = new URL(server.origin);
  const head = [
    'POST /api/session HTTP/1.1',
    'Host: a',
    'Content-Type: application/json',
    'Content-Length: 500',
  ];
  for (let count = 0; count < 3; count += 1) {
    const socket = connect(Number(port), hostname);
    socket.write(`${head.join('\r\n')}\r\n\r\n{`);
    await sleep(100);
    socket.destroy();
  }
  await sleep(300);
  expect((await owner.api.get('/health/ready')).status).toBe(200);
  const { stdout, stderr } = server.process;
  expect(`${stdout}${stderr}`).not.toContain('database_unavailable');
});
