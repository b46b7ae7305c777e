import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../harness/api-client.js';
import type { AuditRecord, Key, KeyValue } from '../harness/contract.js';
import { eventually } from '../harness/eventually.js';
import { listAll } from '../harness/pages.js';
import { createKey, fetchValue, type KnownKey, startWorkspace, unique } from '../harness/workspace.js';

const { database, server, owner, app } = await startWorkspace();
const { api, email, password } = owner;
const TERMINATIONS = 60;
const PAUSE_MS = 80;

const steady = await createKey(api);
const toggled = await createKey(api);

/** What clients sent and were told meanwhile. */
const sent = new Map<string, string>();
const created: string[] = [];
const received: string[] = [];
const counts = new Map<number, number>();
let toggles = 0;
let signIns = 0;

/** Ends every connection of the server, in whatever it is. */
async function terminateAll(): Promise<number> {
  const ended = await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'ibyok'`,
  );
  return ended.length;
}

/** Counts an answer; it must be the wanted one or a 503. True where it is the wanted one. */
function isWhole({ status, text }: Answer, wanted: number): boolean {
  counts.set(status, (counts.get(status) ?? 0) + 1);
  if (status === wanted) return true;
  expect({ status, text }).toEqual({ status: 503, text: expect.not.stringMatching(/mock-|sk-/) });
  return false;
}

async function read({ id, value }: KnownKey, env: string): Promise<void> {
  const answer: Answer<KeyValue> = await fetchValue(app, id, env);
  if (!isWhole(answer, 200)) return;
  expect(answer.body.modeInfo.effectiveMode).toBe(answer.body.value === value ? 'live' : 'mock');
  received.push(answer.headers.get('x-request-id') ?? '');
}

async function create(): Promise<void> {
  const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-') };
  sent.set(body.name, body.value);
  const answer = await api.post<Key>('/api/keys', body);
  if (isWhole(answer, 201)) created.push(answer.body.id);
}

async function toggle(): Promise<void> {
  toggles += 1;
  const development = toggles % 2 === 0 ? 'live' : 'mock';
  isWhole(await api.patch(`/api/keys/${toggled.id}/overrides`, { development }), 200);
}

/** Within its budget: an attempt that is cut off counts as a failed one. */
async function signIn(): Promise<unknown> {
  signIns += 1;
  if (signIns > 8) return sleep(PAUSE_MS);
  return isWhole(await server.anonymous().post('/api/session', { email, password }), 201);
}

/** Each comes up, however slow the machine is. */
const STATUSES = [200, 201, 503];

const LOAD: readonly (() => Promise<unknown>)[] = [
  () => read(steady, 'production'),
  () => read(steady, 'development'),
  () => read(toggled, 'development'),
  create,
  create,
  toggle,
  signIn,
  async () => isWhole(await api.get('/api/keys'), 200),
  async () => isWhole(await api.get('/api/audit'), 200),
  async () => isWhole(await app.get('/external/keys'), 200),
  async () => isWhole(await server.anonymous().get('/health/ready'), 200),
];

test('while every connection is ended again and again, each answer is whole or a 503', async () => {
  let going = true;
  const load = LOAD.map(async (step) => {
    while (going) await step();
  });
  let ended = 0;
  const missing = () => STATUSES.filter((status) => !counts.get(status));
  // A machine that is slow has longer between them, until it has come to each of the answers.
  for (
    let round = 0;
    round < TERMINATIONS || (round < 2 * TERMINATIONS && missing().length > 0);
    round += 1
  ) {
    ended += await terminateAll();
    await sleep(round < TERMINATIONS ? PAUSE_MS : 10 * PAUSE_MS);
  }
  going = false;
  await Promise.all(load);
  expect(ended).toBeGreaterThan(TERMINATIONS);
  expect(missing()).toEqual([]);
  expect(received.length).toBeGreaterThan(0);
});

test('the same process serves on', async () => {
  expect(server.process.hasEnded).toBe(false);
  await eventually('it is ready', async () => (await server.anonymous().get('/health/ready')).status === 200);
  const reads = await Promise.all(Array.from({ length: 40 }, () => fetchValue(app, steady.id, 'production')));
  expect(reads.filter(({ body }) => body.value !== steady.value)).toEqual([]);
});

test('what was received is recorded, and every change is whole, with its record', async () => {
  const keys = await listAll<Key>(api, '/api/keys');
  const records = await listAll<AuditRecord>(api, '/api/audit');
  const recorded = new Set(records.map(({ requestId }) => requestId));
  expect(received.filter((requestId) => !recorded.has(requestId))).toEqual([]);
  const ids = keys.map(({ id }) => id);
  expect(created.filter((id) => !ids.includes(id))).toEqual([]);
  for (const { id, name } of keys.filter((key) => sent.has(key.name))) {
    expect((await fetchValue(app, id, 'production')).body.value).toBe(sent.get(name));
  }
  const recordedKeys = records.filter(({ action }) => action === 'key.created').map(({ keyId }) => keyId);
  expect(recordedKeys.sort()).toEqual([...ids].sort());
});
