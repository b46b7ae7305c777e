import { setTimeout as sleep } from 'node:timers/promises';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import type { ApiClient } from '../harness/api-client.js';
import type { Key } from '../harness/contract.js';
import { whyNoDebianPostgres } from '../harness/debian-postgres.js';
import { eventually } from '../harness/eventually.js';
import { type ReplicatedPostgres, startReplicatedPostgres } from '../harness/replicated-postgres.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import {
  createKey,
  createOwner,
  createToken,
  fetchValue,
  type KnownKey,
  type Owner,
  unique,
} from '../harness/workspace.js';

const TIMEOUT_MS = 180_000;
const READERS = 16;
/** Milliseconds from the promotion's end to a value again. */
const BACK_WITHIN = 15_000;
/** Milliseconds: longer than a statement may take, so that requests begin and end within. */
const CUT_OFF_FOR = 3_000;
const why = whyNoDebianPostgres();

/** A request that was answered with success. Times are of performance.now(). */
interface Answered {
  readonly requestId: string;
  readonly began: number;
  readonly ended: number;
}

/** What clients were told while the database failed. */
interface Load {
  readonly fetched: Answered[];
  /** Ids of the keys whose creation was acknowledged. */
  readonly created: string[];
  readonly refused: Set<number>;
  end(): Promise<void>;
}

(why ? describe.skip : describe)(`with a standby${why ? ` (left out: ${why})` : ''}`, () => {
  test(
    'a primary killed under load loses no acknowledged record, and its standby serves within 15 s of its promotion',
    async () => {
      const { postgres, server, owner, key, app, tokenId } = await startOnPair();
      const load = startLoad(app, key, owner.api);
      await eventually('there is something to lose', () => load.fetched.length >= 300);
      // What its machine sends is lost a moment before the machine is.
      postgres.replication.swallow();
      await sleep(300);
      await postgres.primary.kill();
      await sleep(500);
      await postgres.promote();
      await expectBackAndWhole(postgres, server, load, performance.now());
      await expectRevocable(owner.api, app, tokenId, key);
    },
    TIMEOUT_MS,
  );

  test(
    'a primary that lost its standby answers no value, though it lives and servers still reach it',
    async () => {
      const { postgres, server, owner, key, app, tokenId } = await startOnPair();
      const load = startLoad(app, key, owner.api);
      await eventually('there is something to lose', () => load.fetched.length >= 300);
      postgres.replication.swallow();
      const cut = performance.now();
      await sleep(CUT_OFF_FOR);
      await postgres.standby.database.query('SELECT pg_promote(true, 60)');
      await sleep(CUT_OFF_FOR);
      const begunSince = load.fetched.filter(({ began }) => began > cut);
      expect(begunSince).toEqual([]);
      expect(load.refused.size).toBeGreaterThan(0);
      // It still answers, what is no value: it is no dead one that kept silent.
      expect((await postgres.primary.database.query('SELECT pg_is_in_recovery() AS standby'))[0]).toEqual({
        standby: false,
      });
      postgres.address.leadTo(postgres.standby.database);
      await expectBackAndWhole(postgres, server, load, performance.now());
      await expectRevocable(owner.api, app, tokenId, key);
    },
    TIMEOUT_MS,
  );
});

async function startOnPair(): Promise<{
  readonly postgres: ReplicatedPostgres;
  readonly server: TestServer;
  readonly owner: Owner;
  readonly key: KnownKey;
  readonly app: ApiClient;
  readonly tokenId: string;
}> {
  const postgres = await startReplicatedPostgres();
  const server = await startServer({ database: postgres.address.database });
  const owner = await createOwner(server);
  const key = await createKey(owner.api);
  const { id, token } = await createToken(owner.api);
  return { postgres, server, owner, key, app: server.withToken(token), tokenId: id };
}

/** Fetches live and mock values, and creates keys, until it is ended: each succeeds or is refused with 503. */
function startLoad(app: ApiClient, key: KnownKey, api: ApiClient): Load {
  const load = { fetched: [] as Answered[], created: [] as string[], refused: new Set<number>() };
  let running = true;
  const read = async (environment: string): Promise<void> => {
    while (running) {
      const began = performance.now();
      const { status, body, headers } = await fetchValue(app, key.id, environment);
      if (status !== 200) load.refused.add(status);
      else {
        if (environment === 'production') expect(body.value).toBe(key.value);
        const requestId = headers.get('x-request-id') ?? '';
        load.fetched.push({ requestId, began, ended: performance.now() });
      }
    }
  };
  const write = async (): Promise<void> => {
    while (running) {
      const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-') };
      const answer = await api.post<Key>('/api/keys', body);
      if (answer.status === 201) load.created.push(answer.body.id);
      else load.refused.add(answer.status);
    }
  };
  const work = [
    ...Array.from({ length: READERS }, (_, index) => read(index % 4 === 0 ? 'development' : 'production')),
    write(),
  ];
  return {
    ...load,
    end: async () => {
      running = false;
      await Promise.all(work);
    },
  };
}

/** Expects no value by a connection that knows an older state of things; a change may fail once on each of them. */
async function expectRevocable(
  api: ApiClient,
  app: ApiClient,
  tokenId: string,
  key: KnownKey,
): Promise<void> {
  const statuses: number[] = [];
  await eventually('the token is revoked', async () => {
    statuses.push((await api.delete(`/api/tokens/${tokenId}`)).status);
    return statuses.at(-1) === 204;
  });
  expect(statuses.filter((status) => status !== 503)).toEqual([204]);
  const answers = await Promise.all(Array.from({ length: 60 }, () => fetchValue(app, key.id)));
  // A connection that still leads to the old primary reads there, but records nothing: no value either.
  const refused = answers.map(({ status }) => status).filter((status) => status !== 503);
  expect(new Set(refused)).toEqual(new Set([401]));
}

/** Expects fetches to succeed again without a restart, and all that was acknowledged to be on the promoted server. */
async function expectBackAndWhole(
  { standby }: ReplicatedPostgres,
  server: TestServer,
  load: Load,
  promoted: number,
): Promise<void> {
  await eventually(
    'values are answered again',
    () => load.fetched.some(({ began }) => began > promoted),
    BACK_WITHIN,
  );
  const after = load.fetched.length;
  await eventually('it goes on so', () => load.fetched.length >= after + 100);
  await load.end();
  expect(server.process.hasEnded).toBe(false);
  expect([...load.refused]).toEqual([503]);

  const rows = await standby.database.query<{ request_id: string }>(
    `SELECT request_id FROM audit_record WHERE action = 'key.value.read'`,
  );
  const recorded = new Set(rows.map(({ request_id }) => request_id));
  expect(load.fetched.filter(({ requestId }) => !recorded.has(requestId))).toEqual([]);
  const keys = await standby.database.query<{ id: string }>('SELECT id FROM key');
  const kept = new Set(keys.map(({ id }) => id));
  expect(load.created.filter((id) => !kept.has(id))).toEqual([]);
  const verified = await runAdmin(['audit', 'verify'], adminVariables(standby.database, server.secrets));
  expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('The record is intact') });
}
