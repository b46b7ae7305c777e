import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { eventually } from '../harness/eventually.js';
import { isRunning } from '../harness/is-running.js';
import { rawRequest } from '../harness/raw-request.js';
import { newDirectory, newFile } from '../harness/run.js';
import { newSecrets, ServerProcess } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { workersOf } from '../harness/workers-of.js';
import { createKey, createOwner, createToken } from '../harness/workspace.js';

const WORKERS = 2;
const env = { IBYOK_WORKERS: String(WORKERS), IBYOK_METRICS_PORT: '0' };

/** Answers of as many requests, each on a connection of its own, which go to the workers in turn. */
async function onNewConnections(server: TestServer, path: string, token = ''): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (let count = 0; count < WORKERS * 3; count += 1) {
    const { status } = await rawRequest(server.origin, 'GET', path, ['authorization', `Bearer ${token}`]);
    statuses.push(status);
  }
  return statuses;
}

async function metricsOf({ process: { stdout } }: TestServer): Promise<string> {
  const [, address = ''] = /Metrics at (\S+)/.exec(stdout) ?? [];
  return (await fetch(address)).text();
}

async function untilAllListen(server: TestServer): Promise<void> {
  await eventually('all of them listen', async () =>
    (await metricsOf(server)).includes(`\nibyok_workers ${WORKERS}\n`),
  );
}

const all = (status: number) => Array.from({ length: WORKERS * 3 }, () => status);

describe('several workers on an embedded database', () => {
  let server: TestServer;
  let value = '';
  let token = { id: '', token: '' };
  let revoke: () => Promise<unknown> = async () => {};

  beforeAll(async () => {
    server = await startServer({ dataDirectory: newDirectory(), env });
    const owner = await createOwner(server);
    const key = await createKey(owner.api);
    value = `/external/keys/${key.id}/value`;
    token = await createToken(owner.api);
    revoke = () => owner.api.delete(`/api/tokens/${token.id}`);
    await untilAllListen(server);
  });

  test('say once where they answer, and invite the owner once', () => {
    expect(server.process.stdout.match(/answers at/g)).toHaveLength(1);
    expect(server.process.stderr).toBe('');
  });

  test('all answer, and are measured together', async () => {
    expect(await onNewConnections(server, value, token.token)).toEqual(all(200));
    const counted =
      /^ibyok_http_request_duration_seconds_count\{method="GET",route="\/external\/keys\/:keyId\/value",status="200"\} (\d+)$/m;
    expect(counted.exec(await metricsOf(server))?.[1]).toBe(String(WORKERS * 3));
  });

  test('one that is killed is replaced, and the others answer meanwhile', async () => {
    const before = workersOf(server.process);
    const [victim = 0] = before;
    process.kill(victim, 'SIGKILL');
    // A connection that comes before this is noticed goes to nobody: see the README of the workers.
    await eventually('its end is noticed', () => server.process.stdout.includes('A worker ended'));
    expect(await onNewConnections(server, value, token.token)).toEqual(all(200));
    await untilAllListen(server);
    expect(workersOf(server.process).filter((pid) => before.includes(pid))).toHaveLength(WORKERS - 1);
    expect(await onNewConnections(server, value, token.token)).toEqual(all(200));
  });

  test('a revocation on one of them holds for the next request on every one', async () => {
    await revoke();
    expect(await onNewConnections(server, value, token.token)).toEqual(all(401));
  });

  test('all end when the server is asked to stop, and the database after them', async () => {
    const workers = workersOf(server.process);
    expect(workers).toHaveLength(WORKERS);
    expect(await server.process.stop()).toBe(0);
    expect(server.process.stderr).toBe('');
    expect(workers.filter(isRunning)).toEqual([]);
  });
});

test('where one cannot start, the server does not, and says why once', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = String(typeof address === 'object' ? address?.port : 0);
  const { masterKey, sessionSecret } = newSecrets();
  const refused = new ServerProcess({
    ...env,
    PORT: port,
    DATABASE_URL: (await createTestDatabase()).url,
    IBYOK_MASTER_KEY: masterKey,
    IBYOK_SESSION_SECRET: sessionSecret,
  });
  expect(await refused.ended()).toBe(1);
  expect(refused.stderr.trimEnd().split('\n')).toEqual([expect.stringContaining(port)]);
  await new Promise((resolve) => other.close(resolve));
});

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

test('a script around the server, as npm start runs, is not run by every worker again', async () => {
  const main = newFile(`process.stdout.write('prepared\\n'); import(${JSON.stringify(MAIN)});`);
  const server = await startServer({ database: await createTestDatabase(), env, main });
  await untilAllListen(server);
  expect(workersOf(server.process)).toHaveLength(WORKERS);
  expect(server.process.stdout.match(/prepared/g)).toHaveLength(1);
});

describe('within the cluster of another program', () => {
  const main = newFile(`
    const cluster = require('node:cluster');
    cluster.setupPrimary({ exec: ${JSON.stringify(MAIN)} });
    cluster.fork().on('exit', (code) => process.exit(code));
  `);

  test('it is a server of its own', async () => {
    const server = await startServer({ database: await createTestDatabase(), main });
    expect(await onNewConnections(server, '/health/ready')).toEqual(all(200));
  });

  test('it refuses to be several', async () => {
    const { masterKey, sessionSecret } = newSecrets();
    const refused = new ServerProcess(
      {
        ...env,
        DATABASE_URL: (await createTestDatabase()).url,
        IBYOK_MASTER_KEY: masterKey,
        IBYOK_SESSION_SECRET: sessionSecret,
      },
      { main },
    );
    expect(await refused.ended()).toBe(78);
    expect(refused.stderr).toMatch(/^IBYOK_WORKERS must be 1 [^\n]+\n$/);
  });
});
