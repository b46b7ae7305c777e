import { createServer } from 'node:net';
import { MIGRATIONS } from '../../src/database/migrations/migrations.js';
import { newSecrets, ServerProcess, type Variables } from '../harness/server-process.js';
import { createTestDatabase } from '../harness/test-database.js';
import { startServer } from '../harness/test-server.js';
import { unique } from '../harness/workspace.js';

const PLANTED = unique('planted-');

/** Starts it and expects it to say in one line why it cannot; returns the line. */
async function expectRefusal(variables: Variables): Promise<string> {
  const { masterKey, sessionSecret } = newSecrets();
  const server = new ServerProcess({
    PORT: '0',
    IBYOK_MASTER_KEY: masterKey,
    IBYOK_SESSION_SECRET: sessionSecret,
    ...variables,
  });
  expect(await server.ended()).toBe(1);
  expect(server.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(server.stdout + server.stderr).not.toMatch(/\bat .+:\d+:\d+|node_modules/);
  for (const secret of [PLANTED, masterKey, sessionSecret]) expect(server.stderr).not.toContain(secret);
  return server.stderr;
}

test('a database that is not there is said, without its password', async () => {
  const addresses = [
    '127.0.0.1:1/ibyok',
    'no-such-host.invalid/ibyok',
    // A Unix socket, as the database's driver and managed databases write it.
    '/ibyok?host=/no/such/directory',
  ];
  const lines = await Promise.all(
    addresses.map((address) => expectRefusal({ DATABASE_URL: `postgresql://ibyok:${PLANTED}@${address}` })),
  );
  for (const line of lines) expect(line).toContain('DATABASE_URL');
});

test('a database that is not there on a server that is, is said', async () => {
  const { url } = await createTestDatabase();
  const missing = url.replace(/ibyok_test_[0-9a-f]+/, 'ibyok_no_such_database');
  expect(await expectRefusal({ DATABASE_URL: missing })).toContain('DATABASE_URL');
});

test('a port that another program has is said', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = String(typeof address === 'object' ? address?.port : 0);
  const { url } = await createTestDatabase();
  expect(await expectRefusal({ DATABASE_URL: url, PORT: port })).toContain(port);
  await new Promise((resolve) => other.close(resolve));
});

test('four servers that start at once on an empty database all serve it, each migration run once', async () => {
  const database = await createTestDatabase({ migrated: false });
  const secrets = newSecrets();
  const servers = await Promise.all([1, 2, 3, 4].map(() => startServer({ database, secrets })));
  for (const server of servers) {
    expect((await server.anonymous().get('/api/setup')).body).toEqual({ needed: true });
  }
  const ran = await database.query<{ name: string }>('SELECT name FROM migrations');
  expect(ran.map(({ name }) => name).sort()).toEqual(MIGRATIONS.map(({ name }) => name).sort());
});
