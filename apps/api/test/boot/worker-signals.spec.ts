import { setTimeout as sleep } from 'node:timers/promises';
import { onCleanup } from '../harness/cleanup.js';
import { eventually } from '../harness/eventually.js';
import { isRunning } from '../harness/is-running.js';
import { rawRequest } from '../harness/raw-request.js';
import { newSecrets, ServerProcess } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { type ServerOptions, startServer, type TestServer } from '../harness/test-server.js';
import { workersOf } from '../harness/workers-of.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const WORKERS = 2;
const env = { IBYOK_WORKERS: String(WORKERS) };
// A process group of its own, as a terminal or systemd makes one.
const within = ['setsid'];

const { database, server: first, owner } = await startWorkspace();
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);
const blocker = await database.connect();
afterEach(() => blocker.query('ROLLBACK'));

const start = (options: ServerOptions = {}) =>
  startServer({ database, secrets: first.secrets, env, within, ...options });

/** Has a process stand still, until SIGCONT; at the end of the file it is killed, as nothing else would end it. */
function freeze(pid: number): void {
  process.kill(pid, 'SIGSTOP');
  onCleanup(async () => {
    if (isRunning(pid)) process.kill(pid, 'SIGKILL');
  });
}

/** Begins fetches that wait for their records, and returns their answers to come. */
async function fetchesInFlight(
  server: TestServer,
): Promise<{ readonly answers: Promise<readonly number[]> }> {
  const app = server.withToken(token);
  // What a first fetch costs must not eat up the time that one has.
  for (const _ of [1, 2, 3, 4]) {
    const { status } = await rawRequest(server.origin, 'GET', `/external/keys/${key.id}/value`, [
      'authorization',
      `Bearer ${token}`,
    ]);
    expect(status).toBe(200);
  }
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  const fetches = Array.from({ length: 12 }, () => fetchValue(app, key.id));
  const answers = Promise.all(fetches).then((all) => all.map(({ status }) => status));
  // Whoever awaits them does so later.
  answers.catch(() => {});
  await eventually('one waits for its record', async () => {
    const waiting = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return waiting.length > 0;
  });
  // The server accepts in order: once it has answered on newer connections, every worker has read the older ones.
  for (const _ of [1, 2, 3, 4]) await rawRequest(server.origin, 'GET', '/health/live');
  return { answers };
}

const all200 = Array.from({ length: 12 }, () => 200);

test.each([
  { whom: 'the server', signal: 'SIGTERM', target: (pid: number) => pid },
  // Not by what the server then tells its workers, too: two signals of one kind become one where they wait together.
  { whom: 'its whole group', signal: 'SIGINT', target: (pid: number) => -pid },
])('what is in flight is finished when $whom is asked to stop', async ({ signal, target }) => {
  const server = await start();
  await eventually('all of them run', () => workersOf(server.process).length === WORKERS);
  const { answers } = await fetchesInFlight(server);
  process.kill(target(server.process.pid), signal);
  // So that each has had what the others say to it.
  await sleep(200);
  await blocker.query('ROLLBACK');
  expect(await answers).toEqual(all200);
  expect(await server.process.ended()).toBe(0);
  expect(server.process.stderr).toBe('');
});

test('what is in flight is finished when the server is asked to stop while other workers start', async () => {
  const server = await start({ untilReady: false });
  await eventually('the next one starts', () => workersOf(server.process).length === WORKERS);
  const [, next = 0] = workersOf(server.process);
  freeze(next);
  const { answers } = await fetchesInFlight(server);
  server.process.signal('SIGTERM');
  await blocker.query('ROLLBACK');
  expect(await answers).toEqual(all200);
  expect(server.process.hasEnded).toBe(false);
  process.kill(next, 'SIGCONT');
  expect(await server.process.ended()).toBe(0);
  expect(server.process.stderr).toBe('');
});

test('a second Ctrl-C does not wait', async () => {
  const server = await start();
  await eventually('all of them run', () => workersOf(server.process).length === WORKERS);
  const workers = workersOf(server.process);
  const [stuck = 0] = workers;
  freeze(stuck);
  const interrupt = () => process.kill(-server.process.pid, 'SIGINT');
  interrupt();
  await eventually(
    'it ends before its patience does',
    () => {
      // What comes soon is taken for the same Ctrl-C.
      if (!server.process.hasEnded) interrupt();
      return server.process.hasEnded;
    },
    20_000,
  );
  process.kill(stuck, 'SIGCONT');
  expect(await server.process.ended()).toBe(1);
  await eventually('so do the workers', () => !workers.some(isRunning));
});

test('they end with the process that started them, also if that is killed', async () => {
  const server = await start();
  await eventually('all of them run', () => workersOf(server.process).length === WORKERS);
  const workers = workersOf(server.process);
  await server.process.kill();
  await eventually('they have ended', () => !workers.some(isRunning));
});

test.each(['SIGKILL', 'SIGTERM'] as const)(
  'a %s that ends one while it starts ends the server, as a failure, with a word',
  async (signal) => {
    const { masterKey, sessionSecret } = newSecrets();
    const server = new ServerProcess({
      ...env,
      PORT: '0',
      DATABASE_URL: (await createTestDatabase()).url,
      IBYOK_MASTER_KEY: masterKey,
      IBYOK_SESSION_SECRET: sessionSecret,
    });
    await eventually('the first one starts', () => workersOf(server).length > 0);
    process.kill(workersOf(server)[0] ?? 0, signal);
    expect(await server.ended()).toBe(1);
    expect(server.stdout).toBe('');
    expect(server.stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/^A worker was .+\.$/)]);
  },
);
