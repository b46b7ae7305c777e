import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { eventually } from '../harness/eventually.js';
import { isRunning } from '../harness/is-running.js';
import { rawRequest } from '../harness/raw-request.js';
import { newDirectory } from '../harness/run.js';
import { newSecrets, ServerProcess } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue } from '../harness/workspace.js';

const WORKERS = 2;
const env = { IBYOK_WORKERS: String(WORKERS), IBYOK_METRICS_PORT: '0' };

/** The processes that a server has started to answer, by their ids. */
function workersOf({ process: { pid } }: TestServer): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        const [, parent] = /^PPid:\t(\d+)$/m.exec(readFileSync(`/proc/${candidate}/status`, 'utf8')) ?? [];
        return (
          Number(parent) === pid &&
          /\0[^\0]*\/main\.js\0/.test(readFileSync(`/proc/${candidate}/cmdline`, 'utf8'))
        );
      } catch {
        // It has ended meanwhile.
        return false;
      }
    });
}

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
    const before = workersOf(server);
    const [victim = 0] = before;
    process.kill(victim, 'SIGKILL');
    // A connection that comes before this is noticed goes to nobody: see the README of the workers.
    await eventually('its end is noticed', () => server.process.stdout.includes('A worker ended'));
    expect(await onNewConnections(server, value, token.token)).toEqual(all(200));
    await untilAllListen(server);
    expect(workersOf(server).filter((pid) => before.includes(pid))).toHaveLength(WORKERS - 1);
    expect(await onNewConnections(server, value, token.token)).toEqual(all(200));
  });

  test('a revocation on one of them holds for the next request on every one', async () => {
    await revoke();
    expect(await onNewConnections(server, value, token.token)).toEqual(all(401));
  });

  test('all end when the server is asked to stop, and the database after them', async () => {
    const workers = workersOf(server);
    expect(workers).toHaveLength(WORKERS);
    expect(await server.process.stop()).toBe(0);
    expect(server.process.stderr).toBe('');
    expect(workers.filter(isRunning)).toEqual([]);
  });
});

test('they finish what is in flight when the server is asked to stop', async () => {
  const database = await createTestDatabase();
  const server = await startServer({ database, env });
  const owner = await createOwner(server);
  const key = await createKey(owner.api);
  const { token } = await createToken(owner.api);
  const app = server.withToken(token);
  // What a first fetch costs must not eat up the time that one has.
  expect(await onNewConnections(server, `/external/keys/${key.id}/value`, token)).toEqual(all(200));
  const blocker = await database.connect();
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  const fetches = Array.from({ length: 12 }, () => fetchValue(app, key.id));
  await eventually('one waits for its record', async () => {
    const waiting = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  });
  // The server accepts in order: once it has answered on newer connections, every worker has read the older ones.
  await onNewConnections(server, '/health/live');
  const ended = server.process.stop();
  await blocker.query('ROLLBACK');
  expect((await Promise.all(fetches)).map(({ status }) => status)).toEqual(fetches.map(() => 200));
  expect(await ended).toBe(0);
});

test('they end with the process that started them, also if that is killed', async () => {
  const server = await startServer({ database: await createTestDatabase(), env });
  await eventually('all of them run', async () => workersOf(server).length === WORKERS);
  const workers = workersOf(server);
  await server.process.kill();
  await eventually('they have ended', async () => !workers.some(isRunning));
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
