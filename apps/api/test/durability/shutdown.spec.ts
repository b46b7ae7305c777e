import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../harness/eventually.js';
import { rawRequest } from '../harness/raw-request.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';

const { database, server: first, owner } = await startWorkspace();
const key = await createKey(owner.api);
const { token } = await createToken(owner.api);
const replica = () => startServer({ database, secrets: first.secrets });
const blocker = await database.connect();
afterEach(() => blocker.query('ROLLBACK'));

async function waitingInserts(): Promise<number> {
  const rows = await database.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return rows.length;
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s ends the server with 0 and without a word',
  async (name) => {
    const server = await replica();
    expect((await fetchValue(server.withToken(token), key.id)).status).toBe(200);
    server.process.signal(name);
    expect(await server.process.ended()).toBe(0);
    expect(server.process.stderr).toBe('');
    const connections = async () =>
      (await database.query(`SELECT FROM pg_stat_activity WHERE application_name = 'ibyok'`)).length;
    // Those of the first server, which runs on, are all that may be left.
    await eventually('its connections are closed', async () => (await connections()) <= 10);
  },
);

test('SIGTERM while fetches are in flight drops none of them', async () => {
  const server = await replica();
  const app = server.withToken(token);
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  const fetches = Array.from({ length: 30 }, () => fetchValue(app, key.id, 'production'));
  await eventually('one waits for its record', async () => (await waitingInserts()) > 0);
  // The server accepts in order: once it has answered on newer connections, it has read all the older ones.
  for (const _ of [1, 2]) expect((await rawRequest(server.origin, 'GET', '/health/live')).status).toBe(200);
  const ended = server.process.stop();
  await sleep(100);
  expect(server.process.hasEnded).toBe(false);
  await blocker.query('ROLLBACK');
  const answers = await Promise.all(fetches);
  expect(answers.map(({ status, body }) => [status, body.value])).toEqual(
    answers.map(() => [200, key.value]),
  );
  expect(await ended).toBe(0);
});

test('a Ctrl-C that comes twice, from the terminal and from npm, drops no fetch either', async () => {
  const server = await replica();
  const app = server.withToken(token);
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  const fetched = fetchValue(app, key.id, 'production');
  await eventually('it waits for its record', async () => (await waitingInserts()) > 0);
  server.process.signal('SIGINT');
  // Of another kind, as two of one kind become one where they wait together.
  server.process.signal('SIGTERM');
  await sleep(100);
  await blocker.query('ROLLBACK');
  expect((await fetched).status).toBe(200);
  expect(await server.process.ended()).toBe(0);
});

test('SIGTERM while changes are in flight finishes them', async () => {
  const server = await replica();
  const api = owner.api.copy(server.origin);
  await blocker.query('BEGIN');
  await blocker.query('LOCK TABLE audit_record IN SHARE ROW EXCLUSIVE MODE');
  const change = api.patch('/api/settings/environments', { staging: 'live' });
  await eventually('it waits for its record', async () => (await waitingInserts()) > 0);
  const ended = server.process.stop();
  await sleep(100);
  await blocker.query('ROLLBACK');
  expect((await change).body).toMatchObject({ staging: 'live' });
  expect(await ended).toBe(0);
  expect((await owner.api.get('/api/settings/environments')).body).toMatchObject({ staging: 'live' });
});

test('from a SIGTERM on it is unready, also to whoever had begun to ask', async () => {
  const server = await replica();
  const { hostname, port } = new URL(server.origin);
  let answer = '';
  const socket = connect(Number(port), hostname);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  socket.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n');
  for (const _ of [1, 2]) expect((await rawRequest(server.origin, 'GET', '/health/ready')).status).toBe(200);
  const ended = server.process.stop();
  await eventually('it takes no new connection', () =>
    rawRequest(server.origin, 'GET', '/health/live').then(
      () => false,
      () => true,
    ),
  );
  socket.write('\r\n');
  await closed;
  expect(answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*"code":"stopping"/);
  expect(await ended).toBe(0);
});

test('under load, no answer is cut off by a SIGTERM', async () => {
  const server = await replica();
  const app = server.withToken(token);
  let stopping = false;
  const statuses: number[] = [];
  const load = async (): Promise<void> => {
    while (!stopping) {
      const answer = await fetchValue(app, key.id, 'production').catch((error: Error) => {
        // Once it stops, a new connection may be refused; an answer that breaks off is another error.
        expect(error.message).toBe('fetch failed');
        return null;
      });
      if (!answer) return expect(stopping).toBe(true);
      statuses.push(answer.status);
      if (answer.status === 200) expect(answer.body.value).toBe(key.value);
    }
  };
  const clients = Array.from({ length: 16 }, load);
  await eventually('it is busy', () => statuses.length > 200);
  stopping = true;
  expect(await server.process.stop()).toBe(0);
  await Promise.all(clients);
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
});
