import { setTimeout as sleep } from 'node:timers/promises';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import type { ApiClient } from '../harness/api-client.js';
import type { AuditRecord, Key, KeyVersion } from '../harness/contract.js';
import { eventually } from '../harness/eventually.js';
import { listAll } from '../harness/pages.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { untilKilled } from '../harness/until-killed.js';
import { createKey, createToken, fetchValue, startWorkspace, unique } from '../harness/workspace.js';

const { database, server: first, owner } = await startWorkspace();
const { secrets } = first;
const rotating = await createKey(owner.api);
const { token } = await createToken(owner.api);

const KILLS = 8;
/** Milliseconds of load before a kill, at most. */
const LOAD_MS = 500;

/** Value by name of every key that was sent, and ids of those whose creation or deletion was acknowledged. */
const sent = new Map<string, string>();
const created = new Set<string>();
const doomed = new Set<string>();
const deleted = new Set<string>();
const tokens = new Set<string>();
/** Values in the order in which they were sent, one at a time. */
const rotations = [rotating.value];
let rotated = 1;
const received = new Set<string>();

async function write(api: ApiClient): Promise<void> {
  const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-') };
  sent.set(body.name, body.value);
  const answer = await api.post<Key>('/api/keys', body);
  expect(answer.status).toBe(201);
  created.add(answer.body.id);
  if (created.size % 3 !== 0) return;
  doomed.add(answer.body.id);
  expect((await api.delete(`/api/keys/${answer.body.id}`)).status).toBe(204);
  deleted.add(answer.body.id);
}

async function rotate(api: ApiClient): Promise<void> {
  const value = unique('sk-');
  rotations.push(value);
  const answer = await api.post<KeyVersion>(`/api/keys/${rotating.id}/versions`, { value });
  expect(answer.status).toBe(201);
  rotated = answer.body.version;
}

async function read(app: ApiClient): Promise<void> {
  const { status, headers } = await fetchValue(app, rotating.id, 'production');
  expect(status).toBe(200);
  received.add(headers.get('x-request-id') ?? '');
}

async function killUnderLoad(server: TestServer): Promise<void> {
  const api = owner.api.copy(server.origin);
  const app = server.withToken(token);
  const load = [
    ...[1, 2, 3].map(() => untilKilled(() => write(api))),
    ...[1, 2, 3].map(() => untilKilled(() => read(app))),
    untilKilled(() => rotate(api)),
    untilKilled(async () => {
      tokens.add((await createToken(api)).id);
    }),
  ];
  await sleep(Math.random() * LOAD_MS);
  await server.process.kill();
  await Promise.all(load);
  // What was on its way is over once the database has noticed.
  await eventually('its connections are gone', async () => {
    const left = await database.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'ibyok'`,
    );
    return left.length === 0;
  });
}

test(`kill -9 ${KILLS} times at any moment loses nothing acknowledged, leaves nothing half written and nothing unrecorded`, async () => {
  let server = first;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await killUnderLoad(server);
    server = await startServer({ database, secrets });
    // A rotation that was cut off came about or did not; the next one builds on what did.
    const { body } = await owner.api.copy(server.origin).get<Key>(`/api/keys/${rotating.id}`);
    expect([rotated, rotated + 1]).toContain(body.version);
    rotations.length = body.version;
    rotated = body.version;
  }
  const api = owner.api.copy(server.origin);
  const app = server.withToken(token);
  expect((await fetchValue(app, rotating.id, 'production')).body.value).toBe(rotations.at(-1));

  const keys = await listAll<Key>(api, '/api/keys');
  const ids = new Set(keys.map(({ id }) => id));
  expect([...created].filter((id) => !ids.has(id) && !doomed.has(id))).toEqual([]);
  expect([...deleted].filter((id) => ids.has(id))).toEqual([]);
  for (const { id, name } of keys.filter((key) => key.id !== rotating.id)) {
    expect((await fetchValue(app, id, 'production')).body.value).toBe(sent.get(name));
  }
  const known = (await listAll<{ id: string }>(api, '/api/tokens')).map(({ id }) => id);
  expect([...tokens].filter((id) => !known.includes(id))).toEqual([]);

  const records = await listAll<AuditRecord>(api, '/api/audit');
  const recordedAs = (action: string) => records.filter((record) => record.action === action);
  expect(recordedAs('key.created')).toHaveLength(ids.size + recordedAs('key.deleted').length);
  expect(recordedAs('key.rotated')).toHaveLength(rotated - 1);
  expect(recordedAs('token.created')).toHaveLength(known.length);
  const recorded = new Set(records.map(({ requestId }) => requestId));
  expect(received.size).toBeGreaterThan(0);
  expect([...received].filter((requestId) => !recorded.has(requestId))).toEqual([]);
});

test('the record’s chain holds, every stored value opens, and there is no orphan', async () => {
  const variables = adminVariables(database, secrets);
  for (const verb of [['audit', 'verify'], ['doctor']]) {
    expect(await runAdmin(verb, variables)).toMatchObject({ code: 0, stderr: '' });
  }
  const orphans = await database.query(
    `SELECT FROM key_version LEFT JOIN key ON key.id = key_version.key_id WHERE key.id IS NULL
     UNION ALL SELECT FROM key LEFT JOIN key_version ON key.id = key_version.key_id WHERE key_version.key_id IS NULL`,
  );
  expect(orphans).toEqual([]);
});
