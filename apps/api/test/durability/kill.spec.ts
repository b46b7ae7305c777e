import type { ApiClient } from '../harness/api-client.js';
import type { AuditRecord, Key, KeyVersion } from '../harness/contract.js';
import { eventually } from '../harness/eventually.js';
import { listAll } from '../harness/pages.js';
import { newDirectory } from '../harness/run.js';
import { startServer } from '../harness/test-server.js';
import { untilKilled } from '../harness/until-killed.js';
import { createKey, createOwner, createToken, fetchValue, unique } from '../harness/workspace.js';

const WRITERS = 6;
const READERS = 4;

/** All that a client was told before the server was killed. */
interface Told {
  /** Value by name, of every key that was sent. */
  readonly sent: Map<string, string>;
  /** Id by name, of every key whose creation was acknowledged. */
  readonly created: Map<string, string>;
  /** Ids of keys whose deletion was asked for, and of those whose deletion was acknowledged. */
  readonly doomed: Set<string>;
  readonly deleted: Set<string>;
  /** Request ids of the live values that were received. */
  readonly received: Set<string>;
  rotated: { version: number; value: string };
}

test('kill -9 during a burst of writes loses nothing acknowledged and leaves nothing half written', async () => {
  const dataDirectory = newDirectory();
  const server = await startServer({ dataDirectory });
  const { api } = await createOwner(server);
  const { token } = await createToken(api);
  const app = server.withToken(token);
  const rotating = await createKey(api, { name: 'Rotating' });
  const told: Told = {
    sent: new Map(),
    created: new Map(),
    doomed: new Set(),
    deleted: new Set(),
    received: new Set(),
    rotated: { version: 1, value: rotating.value },
  };
  const sentRotations = [rotating.value];
  const burst = [
    ...Array.from({ length: WRITERS }, () => untilKilled(() => write(api, told))),
    ...Array.from({ length: READERS }, () => untilKilled(() => read(app, rotating.id, told))),
    untilKilled(() => rotate(api, rotating.id, sentRotations, told)),
  ];
  await eventually('there is something to lose', () => told.created.size >= 40 && told.rotated.version > 5);
  await server.process.kill();
  await Promise.all(burst);

  const successor = await startServer({ dataDirectory, secrets: server.secrets });
  const owner = api.copy(successor.origin);
  const keys = await listAll<Key>(owner, '/api/keys');
  const records = await listAll<AuditRecord>(owner, '/api/audit');

  const ids = new Set(keys.map(({ id }) => id));
  expect([...told.created.values()].filter((id) => !ids.has(id) && !told.doomed.has(id))).toEqual([]);
  expect([...told.deleted].filter((id) => ids.has(id))).toEqual([]);

  const heir = successor.withToken(token);
  for (const { id, name, version } of keys.filter((key) => key.id !== rotating.id)) {
    expect(version).toBe(1);
    expect((await fetchValue(heir, id, 'production')).body.value).toBe(told.sent.get(name));
    const made = records.filter(({ keyId, action }) => keyId === id && action === 'key.created');
    expect(made).toHaveLength(1);
  }
  // A record without its change would be as half a write as a change without its record.
  for (const { keyId, action } of records) {
    if (action === 'key.deleted') expect(ids.has(keyId ?? '')).toBe(false);
  }

  const { body: current } = await owner.get<Key>(`/api/keys/${rotating.id}`);
  expect(current.version).toBeGreaterThanOrEqual(told.rotated.version);
  expect(current.version).toBeLessThanOrEqual(sentRotations.length);
  const { body: fetched } = await fetchValue(heir, rotating.id, 'production');
  expect(fetched.value).toBe(sentRotations[current.version - 1]);
  const versions = await listAll<KeyVersion>(owner, `/api/keys/${rotating.id}/versions`);
  expect(versions.map(({ version }) => version)).toEqual(
    Array.from({ length: current.version }, (_, index) => current.version - index),
  );

  const recorded = new Set(records.map(({ requestId }) => requestId));
  expect(told.received.size).toBeGreaterThan(0);
  expect([...told.received].filter((requestId) => !recorded.has(requestId))).toEqual([]);
  expect(await successor.process.stop()).toBe(0);
});

async function write(api: ApiClient, told: Told): Promise<void> {
  const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-') };
  told.sent.set(body.name, body.value);
  const created = await api.post<Key>('/api/keys', body);
  expect(created.status).toBe(201);
  told.created.set(body.name, created.body.id);
  if (told.created.size % 5 !== 0) return;
  told.doomed.add(created.body.id);
  const deleted = await api.delete(`/api/keys/${created.body.id}`);
  expect(deleted.status).toBe(204);
  told.deleted.add(created.body.id);
}

async function read(app: ApiClient, keyId: string, told: Told): Promise<void> {
  const { headers, body } = await fetchValue(app, keyId, 'production');
  expect(body.modeInfo.effectiveMode).toBe('live');
  told.received.add(headers.get('x-request-id') ?? '');
}

async function rotate(api: ApiClient, keyId: string, sent: string[], told: Told): Promise<void> {
  const value = unique('sk-');
  sent.push(value);
  const { body } = await api.post<KeyVersion>(`/api/keys/${keyId}/versions`, { value });
  told.rotated = { version: body.version, value };
}
