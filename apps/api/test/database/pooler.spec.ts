import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { adminVariables, runAdmin } from '../harness/admin-command.js';
import { onCleanup } from '../harness/cleanup.js';
import { eventually } from '../harness/eventually.js';
import { documentedSample, type Login, startPgbouncer, whyNoPgbouncer } from '../harness/pgbouncer.js';
import { newSecrets, ServerProcess } from '../harness/server-process.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';
import { startServer, type TestServer } from '../harness/test-server.js';
import { createKey, createOwner, createToken, fetchValue, type Owner } from '../harness/workspace.js';

const TIMEOUT_MS = 120_000;
/** PgBouncer's connections to PostgreSQL; two servers together want two dozen. */
const POOL_SIZE = 3;
const PARALLEL = 40;
const FETCHES = 1_000;
const why = whyNoPgbouncer();

(why ? describe.skip : describe)(
  `behind PgBouncer in transaction mode${why ? ` (left out: ${why})` : ''}`,
  () => {
    let database: TestDatabase;
    let pooled: Login;
    let direct: Login;
    let secrets = newSecrets();
    let throughPool: (login: Login) => string;
    let servers: readonly [TestServer, TestServer];
    let owner: Owner;

    beforeAll(async () => {
      database = await createTestDatabase();
      const { user, password } = new Client({ connectionString: database.url });
      direct = { name: user ?? '', password: password ?? '' };
      pooled = await createLogin(database, documentedSample('sql'));
      throughPool = await startPgbouncer(
        database,
        [pooled, direct],
        [['default_pool_size = 8', `default_pool_size = ${POOL_SIZE}`]],
      );
      const first = await startBehind(throughPool(pooled));
      secrets = first.secrets;
      servers = [first, await startBehind(throughPool(pooled))];
      owner = await createOwner(first);
    }, TIMEOUT_MS);

    const startBehind = (url: string): Promise<TestServer> =>
      startServer({
        database: { ...database, url },
        secrets,
        env: { IBYOK_DATABASE_OWNER_URL: database.url },
      });

    test(
      'two servers on a small pool answer live and mock to many at once, each with a record in the chain',
      async () => {
        const keys = [await createKey(owner.api), await createKey(owner.api), await createKey(owner.api)];
        const tokens = [await createToken(owner.api), await createToken(owner.api)];
        const ids: (string | null)[] = [];
        let next = 0;
        const work = async (): Promise<void> => {
          while (next < FETCHES) {
            const index = next++;
            const [key, token] = [keys[index % 3], tokens[index % 2]];
            const app = servers[index % 2 === 0 ? 0 : 1].withToken(token?.token ?? '');
            const environment = index % 5 === 0 ? 'development' : 'production';
            const { status, body, headers } = await fetchValue(app, key?.id ?? '', environment);
            expect(status).toBe(200);
            if (environment === 'production') expect(body.value).toBe(key?.value);
            else expect(body.value).toMatch(/^sk-mock-openai-/);
            ids.push(headers.get('x-request-id'));
          }
        };
        const changes = async (): Promise<void> => {
          for (let index = 0; index < 10; index += 1) await createKey(owner.api.copy(servers[1].origin));
        };
        await Promise.all([...Array.from({ length: PARALLEL }, work), changes()]);

        const recorded = await database.query<{ request_id: string }>(
          `SELECT request_id FROM audit_record WHERE action = 'key.value.read'`,
        );
        expect(recorded.map(({ request_id }) => request_id).sort()).toEqual([...ids].sort());
        const verified = await runAdmin(['audit', 'verify'], {
          ...adminVariables({ ...database, url: throughPool(pooled) }, secrets),
          IBYOK_DATABASE_OWNER_URL: database.url,
        });
        expect(verified).toMatchObject({ code: 0, stdout: expect.stringContaining('The record is intact') });
      },
      TIMEOUT_MS,
    );

    test('all that the servers ask goes through the pool, as its user', async () => {
      const rows = await database.query<{ name: string; count: number }>(
        `SELECT usename AS name, count(*)::int FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() GROUP BY 1`,
      );
      expect(rows.map(({ name }) => name)).toEqual([pooled.name]);
      expect(rows[0]?.count).toBeLessThanOrEqual(POOL_SIZE);
    });

    test('a revoked token is refused by both servers from the answer on', async () => {
      const key = await createKey(owner.api);
      for (let round = 0; round < 20; round += 1) {
        const { id, token } = await createToken(owner.api);
        const apps = servers.map((server) => server.withToken(token));
        for (const app of apps) expect((await fetchValue(app, key.id)).status).toBe(200);
        expect((await owner.api.delete(`/api/tokens/${id}`)).status).toBe(204);
        const answers = await Promise.all([...apps, ...apps].map((app) => fetchValue(app, key.id)));
        expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
      }
    });

    test('row-level security and the time limits hold on every connection of the pool', async () => {
      await createKey(owner.api);
      const clients = await Promise.all(
        Array.from({ length: POOL_SIZE }, () => connect(throughPool(pooled))),
      );
      // At once, so that each has another of the pool's connections.
      await Promise.all(clients.map((client) => client.query('BEGIN')));
      for (const client of clients) {
        expect((await client.query('SELECT current_user AS role')).rows).toEqual([{ role: 'ibyok_app' }]);
        for (const table of ['key', 'key_version', 'access_token', 'audit_record', 'tenant', 'account']) {
          expect((await client.query(`SELECT FROM ${table}`)).rows).toEqual([]);
        }
        expect((await client.query('SHOW idle_in_transaction_session_timeout')).rows).toEqual([
          { idle_in_transaction_session_timeout: '5s' },
        ]);
        await expect(client.query('SELECT pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
        await client.query('ROLLBACK');
      }
    });

    test('what the pool’s user takes back leaves it as bound as before', async () => {
      const client = await connect(throughPool(pooled));
      for (const undoing of ['RESET ROLE', 'RESET ALL', 'DISCARD ALL']) {
        await client.query(undoing);
        expect((await client.query('SELECT current_user AS role')).rows).toEqual([{ role: 'ibyok_app' }]);
      }
      await client.query('BEGIN');
      // As nobody's role: it inherits nothing.
      await client.query(`SET LOCAL ROLE ${pooled.name}`);
      await expect(client.query('SELECT FROM key')).rejects.toMatchObject({ code: '42501' });
      await client.query('ROLLBACK');
    });

    test(
      'a pool without the role, without the time limits, or without its parameters ignored is refused',
      async () => {
        const sql = documentedSample('sql');
        const boundless = await createLogin(database, sql.replace(/^.*SET role.*$/m, ''));
        const timeless = await createLogin(database, sql.replace(/^.*statement_timeout.*$/m, ''));
        const waiting = await createLogin(database, sql.replace(/^.*idle_in.*$/m, ''));
        const through = await startPgbouncer(database, [direct, boundless, timeless, waiting]);
        const strict = await startPgbouncer(database, [pooled], [[/^ignore_.*$/m, '']]);
        const elsewhere = await createTestDatabase();
        const cases = [
          [through(direct), database.url, /^.*do not begin as ibyok_app.*pooler.*"options".*ALTER ROLE.*\n$/],
          [through(boundless), database.url, /^.*do not begin as ibyok_app.*\n$/],
          [through(timeless), database.url, /^.*without time limits.*statement_timeout = 1700.*\n$/],
          [
            through(waiting),
            database.url,
            /^.*without time limits.*idle_in_transaction_session_timeout = 5000.*\n$/,
          ],
          [strict(pooled), database.url, /^.*ignore_startup_parameters = options, statement_timeout.*\n$/],
          [
            throughPool(pooled),
            elsewhere.url,
            /^.*IBYOK_DATABASE_OWNER_URL lead to different databases.*\n$/,
          ],
        ] as const;
        const refusals = await Promise.all(cases.map(([url, ownerUrl]) => refusalOf(url, ownerUrl)));
        expect(refusals).toEqual(cases.map(([, , reason]) => expect.stringMatching(reason)));
        for (const { password } of [pooled, direct]) expect(refusals.join()).not.toContain(password);
      },
      TIMEOUT_MS,
    );

    /** The one line that a server says instead of starting. */
    async function refusalOf(url: string, ownerUrl: string): Promise<string> {
      const server = new ServerProcess({
        PORT: '0',
        DATABASE_URL: url,
        IBYOK_DATABASE_OWNER_URL: ownerUrl,
        IBYOK_MASTER_KEY: secrets.masterKey,
        IBYOK_SESSION_SECRET: secrets.sessionSecret,
      });
      await eventually('it ends or answers', () => server.hasEnded || server.stdout !== '');
      if (!server.hasEnded) return `not refused: ${server.stdout}`;
      expect(await server.ended()).toBe(1);
      return server.stderr;
    }
  },
);

/** Creates a login by the documented statements, under a name of its own; it is dropped at the end of the test file. */
async function createLogin(database: TestDatabase, sql: string): Promise<Login> {
  const login = {
    name: `ibyok_pooled_${randomBytes(6).toString('hex')}`,
    password: randomBytes(12).toString('hex'),
  };
  await database.query(sql.replaceAll('ibyok_pooled', login.name).replace('change-me', login.password));
  onCleanup(async () => {
    await database.query(`DROP ROLE ${login.name}`);
  });
  return login;
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  onCleanup(() => client.end());
  return client;
}
