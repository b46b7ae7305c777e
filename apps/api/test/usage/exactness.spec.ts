import fc from 'fast-check';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { type KeyReader, type UsageItem } from '../harness/contract.js';
import { listAll } from '../harness/pages.js';
import { type PastFetch, recordPastFetches, sumAllUsage } from '../harness/past-fetches.js';
import { startServer } from '../harness/test-server.js';
import { createKey, createToken, fetchValue, startWorkspace } from '../harness/workspace.js';
import { counted, countedByDay, pastFetch, queryOf, question } from './usage-model.js';

/** Milliseconds; each test starts servers of its own. */
const PATIENCE = 120_000;

test(
  'any mix of fetches is counted as the record has it, wherever the sums end, on every replica',
  async () => {
    const { database, server, owner } = await startWorkspace();
    const replica = await startServer({ database, secrets: server.secrets });
    const { email, password } = owner;
    const other = replica.anonymous();
    await other.post('/api/session', { email, password });
    const fetches: PastFetch[] = [];
    const step = fc.oneof(
      fc.array(pastFetch, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 20 }),
      question,
      question,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        for (const [index, one] of steps.entries()) {
          if (Array.isArray(one)) {
            await recordPastFetches(database, owner.session.tenant.id, one);
            fetches.push(...one);
          } else if (typeof one === 'number') {
            await database.query('SELECT sum_usage($1)', [one]);
          } else {
            const api = index % 2 === 0 ? owner.api : other;
            const items = await listAll<UsageItem>(api, `/api/usage?${queryOf(one)}`);
            expect({ one, items }).toEqual({ one, items: counted(fetches, one) });
            if (one.to === undefined || one.groupBy === 'day') continue;
            const { groupBy: splitBy, ...filters } = one;
            const series = await api.get(`/api/usage/series?splitBy=${splitBy}&${queryOf(filters)}`);
            expect({ one, series: series.body }).toEqual({ one, series: countedByDay(fetches, one) });
          }
        }
      }),
      // What failed once left its records: a smaller case of it would not be the same.
      { numRuns: 60, endOnFailure: true },
    );
    const [row] = await database.query<{ through: string }>(
      'SELECT through_seq AS through FROM usage_watermark',
    );
    expect(Number(row?.through)).toBeGreaterThan(0);
  },
  PATIENCE,
);

test(
  'a fetch shows at once, and is counted once: before it is summed, afterwards, and after a restart',
  async () => {
    const { database, server, owner, app } = await startWorkspace();
    const key = await createKey(owner.api);
    const total = async (): Promise<number> =>
      (await listAll<UsageItem>(owner.api, '/api/usage?groupBy=mode')).reduce(
        (sum, item) => sum + item.fetches,
        0,
      );
    for (let count = 1; count <= 3; count += 1) {
      await fetchValue(app, key.id);
      expect(await total()).toBe(count);
    }
    await sumAllUsage(database);
    expect(await total()).toBe(3);
    await fetchValue(app, key.id);
    expect(await total()).toBe(4);
    await server.process.kill();
    const again = await startServer({ database, secrets: server.secrets });
    const api = again.anonymous();
    await api.post('/api/session', { email: owner.email, password: owner.password });
    expect((await listAll<UsageItem>(api, '/api/usage?groupBy=key')).map(({ fetches }) => fetches)).toEqual([
      4,
    ]);
  },
  PATIENCE,
);

test(
  'a count is the same however much is summed meanwhile',
  async () => {
    const { database, owner } = await startWorkspace();
    const past = { keyId: 'key_a', tokenId: 'tok_a', environment: 'staging', mode: 'live' } as const;
    const at = new Date(Date.now() - 24 * 60 * 60 * 1000);
    const all = Array.from({ length: 1_500 }, () => ({ at, ...past }));
    // The server would sum them all in one step of its own, and leave little to count beside.
    await database.query('REVOKE EXECUTE ON FUNCTION sum_usage(integer) FROM ibyok_app');
    await recordPastFetches(database, owner.session.tenant.id, all);
    let [rounds, left] = [0, '1'];
    for (; left !== '0'; rounds += 1) {
      let summed = false;
      const summing = async (): Promise<void> => {
        for (let sums = 0; sums < 100 && left !== '0'; sums += 1) {
          const [row] = await database.query<{ left: string | null }>('SELECT sum_usage(1) AS left');
          left = row?.left ?? left;
        }
        summed = true;
      };
      const counting = async (): Promise<void> => {
        do {
          const items = await listAll<UsageItem>(owner.api, '/api/usage?groupBy=key');
          expect(items.map(({ fetches }) => fetches)).toEqual([all.length]);
        } while (!summed);
      };
      await Promise.all([counting(), counting(), summing()]);
    }
    expect(rounds).toBeGreaterThanOrEqual(all.length / 100);
  },
  PATIENCE,
);

test(
  'servers sum up by themselves, and add nothing twice',
  async () => {
    const { database, server, owner, app } = await startWorkspace();
    await startServer({ database, secrets: server.secrets });
    const key = await createKey(owner.api);
    for (let count = 0; count < 20; count += 1) await fetchValue(app, key.id);
    const sum = async (): Promise<unknown> => {
      const [row] = await database.query('SELECT sum(fetches)::int AS fetches FROM usage_day');
      return row?.fetches ?? 0;
    };
    const deadline = Date.now() + 25_000;
    while ((await sum()) !== 20 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await sum()).toBe(20);
  },
  PATIENCE,
);

test(
  'a key’s readers: which token, which version, where, how often and when last',
  async () => {
    const { database, owner, app, server } = await startWorkspace();
    const key = await createKey(owner.api);
    const second = await createToken(owner.api, { name: 'Batch' });
    await fetchValue(app, key.id, 'dev');
    await sumAllUsage(database);
    await fetchValue(app, key.id, 'dev');
    await owner.api.post(`/api/keys/${key.id}/versions`, { value: 'sk-proj-another-one-of-some-length' });
    await fetchValue(server.withToken(second.token), key.id, 'prod');
    const before = Date.now();
    const readers = await listAll<KeyReader>(owner.api, `/api/keys/${key.id}/readers`);
    const [newest, oldest] = readers;
    expect(readers).toHaveLength(2);
    expect(newest).toMatchObject({
      ...{ tokenId: second.id, tokenName: 'Batch', tokenRevoked: false, version: 2 },
      ...{ environment: 'production', effectiveMode: 'live', fetches: 1 },
    });
    expect(oldest).toMatchObject({
      version: 1,
      environment: 'development',
      effectiveMode: 'mock',
      fetches: 2,
    });
    expect(Date.parse(newest?.lastAt ?? '')).toBeGreaterThan(Date.parse(oldest?.lastAt ?? ''));
    expect(Date.parse(newest?.lastAt ?? '')).toBeLessThanOrEqual(before);

    await sumAllUsage(database);
    expect(await listAll<KeyReader>(owner.api, `/api/keys/${key.id}/readers`)).toEqual(readers);
    const page = await owner.api.get<{ items: unknown[]; nextCursor: string }>(
      `/api/keys/${key.id}/readers?limit=1`,
    );
    expect(page.body.items).toEqual([newest]);
    const rest = await owner.api.get(`/api/keys/${key.id}/readers?cursor=${page.body.nextCursor}`);
    expect(rest.body).toEqual({ items: [oldest], nextCursor: null });

    await owner.api.delete(`/api/tokens/${second.id}`);
    expect((await listAll<KeyReader>(owner.api, `/api/keys/${key.id}/readers`))[0]).toEqual({
      ...newest,
      tokenRevoked: true,
    });
  },
  PATIENCE,
);

test(
  'a pruned month takes no usage away, and what was not summed is summed first',
  async () => {
    const { database, server, owner } = await startWorkspace();
    const tenantId = owner.session.tenant.id;
    await server.process.stop();
    const month = new Date();
    month.setUTCMonth(month.getUTCMonth() - 2, 15);
    await database.query('SELECT make_audit_partitions($1, now())', [month]);
    const past = { keyId: 'key_a', tokenId: 'tok_a', environment: 'staging', mode: 'live' } as const;
    await recordPastFetches(
      database,
      tenantId,
      Array.from({ length: 50 }, () => ({ at: month, ...past })),
    );
    const variables = adminVariables(database, server.secrets);
    const pruned = await runAdmin(
      ['audit', 'prune', '--before', new Date().toISOString().slice(0, 7)],
      variables,
    );
    expect(pruned).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Removed /m) });
    const [left] = await database.query(`SELECT count(*)::int FROM audit_record WHERE key_id = 'key_a'`);
    expect(left).toEqual({ count: 0 });
    const again = await startServer({ database, secrets: server.secrets });
    const api = again.anonymous();
    await api.post('/api/session', { email: owner.email, password: owner.password });
    const items = await listAll<UsageItem>(
      api,
      `/api/usage?groupBy=day&from=${month.toISOString().slice(0, 8)}01`,
    );
    expect(items).toContainEqual({ day: month.toISOString().slice(0, 10), fetches: 50, mock: 0, live: 50 });
  },
  PATIENCE,
);
