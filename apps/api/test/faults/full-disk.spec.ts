import { adminVariables, runAdmin } from '../harness/admin-command.js';
import type { Answer } from '../harness/api-client.js';
import type { KeyValue, Page } from '../harness/contract.js';
import { eventually } from '../harness/eventually.js';
import { type Bereft, expectBack, startBereft } from '../harness/lost-database.js';
import { type OwnCluster, startOwnCluster } from '../harness/own-cluster.js';
import { expectProblem } from '../harness/problem.js';
import { mountSmallDisk, type SmallDisk, whyNoSmallDisk } from '../harness/small-disk.js';
import { fetchValue, unique } from '../harness/workspace.js';

const MEBIBYTES = 192;
/** Milliseconds: the contract's 2 s, and what a busy machine adds. */
const REFUSED_WITHIN = 3_000;
const why = whyNoSmallDisk();
const title = `on a disk of its own${why ? ` (left out: ${why})` : ''}`;

(why ? describe.skip : describe)(title, () => {
  let disk: SmallDisk;
  let cluster: OwnCluster;
  let bereft: Bereft;
  const received: string[] = [];

  beforeAll(async () => {
    disk = await mountSmallDisk(MEBIBYTES);
    cluster = await startOwnCluster(disk.directory);
    bereft = await startBereft({ database: cluster.database });
  });

  /** Fetches a live value: it comes with its record, or in time with nothing of it. */
  async function read(): Promise<Answer<KeyValue>> {
    const { server, token, key } = bereft;
    const began = performance.now();
    const answer = await fetchValue(server.withToken(token), key.id, 'production');
    expect(performance.now() - began).toBeLessThan(REFUSED_WITHIN);
    if (answer.status === 200) received.push(answer.headers.get('x-request-id') ?? '');
    else {
      expectProblem(answer, 503);
      expect(answer.text).not.toContain(key.value);
    }
    return answer;
  }

  const state = async (): Promise<readonly unknown[]> => {
    const { api } = bereft.owner;
    return [
      (await api.get('/api/settings/environments')).body,
      (await api.get<Page<unknown>>('/api/keys')).body.items.length,
      (await api.get(`/api/keys/${bereft.key.id}/versions`)).body,
      (await api.get<Page<{ id: string }>>('/api/tokens')).body.items.map(({ id }) => id),
    ];
  };

  test('once it is full, no value leaves, and no change is made by halves', async () => {
    const { server, owner, key } = bereft;
    const { api, email, password } = owner;
    const before = await state();
    disk.fill();
    // The last blocks of the tables have room for some records yet.
    await eventually('the record has no room', async () => (await read()).status === 503, 25_000);
    for (const status of (await Promise.all(Array.from({ length: 20 }, read))).map((one) => one.status)) {
      expect(status).toBe(503);
    }
    const changes = await Promise.all([
      api.patch('/api/settings/environments', { development: 'live' }),
      api.patch(`/api/keys/${key.id}`, { name: unique('Renamed ') }),
      api.post(`/api/keys/${key.id}/versions`, { value: unique('sk-') }),
      api.post('/api/keys', { name: unique('Key '), llmType: 'openai', value: unique('sk-') }),
      api.post('/api/tokens', { name: 'ci', scopes: ['keys:read'], environments: ['staging'] }),
      server.anonymous().post('/api/session', { email, password }),
    ]);
    for (const answer of changes) {
      expectProblem(answer, 503);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
    expect((await server.anonymous().get('/health/live')).status).toBe(200);
    expect(await state()).toEqual(before);
  });

  test('once there is room, all works again by itself', async () => {
    disk.makeRoom();
    await expectBack(bereft);
  });

  test('where PostgreSQL breaks down for want of room for its log, all is refused, and works again later', async () => {
    disk.fill();
    // It gives up on its log while it holds what it cannot undo: PANIC.
    for (let count = 0; count < 20 && cluster.isRunning; count += 1) {
      await cluster.database.query('SELECT pg_switch_wal()').catch(() => {});
    }
    await eventually('PostgreSQL has ended', () => !cluster.isRunning);
    expect((await read()).status).toBe(503);
    expect((await bereft.server.anonymous().get('/health/live')).status).toBe(200);
    disk.makeRoom();
    await cluster.start();
    await expectBack(bereft);
  });

  test('every value that was received is in the record, whose chain holds', async () => {
    const { database } = cluster;
    const rows = await database.query<{ request_id: string }>('SELECT request_id FROM audit_record');
    const recorded = new Set(rows.map((row) => row.request_id));
    expect(received.filter((requestId) => !recorded.has(requestId))).toEqual([]);
    const verified = await runAdmin(['audit', 'verify'], adminVariables(database, bereft.server.secrets));
    expect(verified).toMatchObject({ code: 0 });
  });
});
