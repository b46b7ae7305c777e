import type { Answer } from './api-client.js';
import { eventually } from './eventually.js';
import { expectProblem } from './problem.js';
import { type ServerOptions, startServer, type TestServer } from './test-server.js';
import { createKey, createOwner, createToken, fetchValue, type KnownKey, type Owner } from './workspace.js';

/** Milliseconds: the contract's 2 s, and what a busy machine adds. */
const REFUSED_WITHIN = 3_000;
/** Milliseconds: within these it serves again, without a restart. */
const BACK_WITHIN = 10_000;

/** A server with a key and a token, whose database a test takes away. */
export interface Bereft {
  readonly server: TestServer;
  readonly owner: Owner;
  readonly token: string;
  readonly key: KnownKey;
}

/** Starts a server, with an owner, a key and a token. */
export async function startBereft(options: ServerOptions): Promise<Bereft> {
  const server = await startServer(options);
  const owner = await createOwner(server);
  const key = await createKey(owner.api);
  const { token } = await createToken(owner.api);
  return { server, owner, token, key };
}

/** Expects all that needs the database to be refused with 503, in time and without a value, and the process to live. */
export async function expectLost({ server, owner, token, key }: Bereft): Promise<void> {
  const app = server.withToken(token);
  const live = server.anonymous().get('/health/live');
  const { email, password } = owner;
  const refused: Record<string, Promise<Answer>> = {
    ready: server.anonymous().get('/health/ready'),
    live: fetchValue(app, key.id, 'production'),
    mock: fetchValue(app, key.id, 'development'),
    mode: app.get(`/external/keys/${key.id}/mode`),
    list: app.get('/external/keys'),
    usage: app.get('/external/usage'),
    keys: owner.api.get('/api/keys'),
    record: owner.api.get('/api/audit'),
    change: owner.api.patch('/api/settings/environments', { development: 'live' }),
    creation: owner.api.post('/api/keys', { name: 'Lost', llmType: 'openai', value: key.value }),
    signIn: server.anonymous().post('/api/session', { email, password }),
  };
  const began = performance.now();
  const told = await Promise.all(
    Object.entries(refused).map(async ([what, answering]) => {
      const answer = await answering;
      return { what, answer, took: performance.now() - began };
    }),
  );
  for (const { answer } of told) {
    expectProblem(answer, 503);
    expect(answer.text).not.toContain(key.value);
    expect(answer.text).not.toMatch(/mock-/);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  const late = told.filter(({ took }) => took > REFUSED_WITHIN);
  expect(late.map(({ what, took }) => `${what} took ${Math.round(took)} ms`)).toEqual([]);
  expect((await live).status).toBe(200);
  expect(server.process.hasEnded).toBe(false);
}

/** Expects it to serve again soon, with all as it was. */
export async function expectBack({ server, owner, token, key }: Bereft): Promise<void> {
  const app = server.withToken(token);
  await eventually(
    'it serves again',
    async () => {
      const answers = await Promise.all([
        server.anonymous().get('/health/ready'),
        fetchValue(app, key.id, 'production'),
        owner.api.get('/api/keys'),
      ]);
      return answers.every(({ status }) => status === 200);
    },
    BACK_WITHIN,
  );
  // Not by luck: every one of its connections serves.
  const reads = Array.from({ length: 40 }, () => fetchValue(app, key.id, 'production'));
  for (const { status, body } of await Promise.all(reads)) {
    expect({ status, value: body.value }).toEqual({ status: 200, value: key.value });
  }
  const lists = await Promise.all(Array.from({ length: 20 }, () => owner.api.get('/api/keys')));
  expect(lists.filter(({ status }) => status !== 200)).toEqual([]);
  expect((await fetchValue(app, key.id, 'development')).body.modeInfo.effectiveMode).toBe('mock');
  expect((await owner.api.get<{ items: unknown[] }>('/api/keys')).body.items).toHaveLength(1);
  expect(server.process.hasEnded).toBe(false);
}
