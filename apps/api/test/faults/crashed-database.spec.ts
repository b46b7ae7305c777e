import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { findRunningEmbeddedPostgres } from '../../src/database/embedded/running-embedded-postgres.js';
import { type Bereft, expectBack, startBereft } from '../harness/lost-database.js';
import { newDirectory } from '../harness/run.js';
import { startServer } from '../harness/test-server.js';

const dataDirectory = newDirectory();
const bereft: Bereft = await startBereft({ dataDirectory });

test('a process of the embedded PostgreSQL that crashes costs no restart', async () => {
  const connectionString = await findRunningEmbeddedPostgres(dataDirectory);
  const client = new Client({ connectionString: connectionString ?? '' });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'ibyok'`,
  );
  const [first] = rows;
  if (!first) throw new Error('the server has connections');
  process.kill(first.pid, 'SIGKILL');
  await expectBack(bereft);
  await client.end().catch(() => {});
});

test('where the embedded PostgreSQL itself is killed the server ends, says so, and a new start has everything', async () => {
  const [pid] = readFileSync(join(dataDirectory, 'pg/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  const { server, owner } = bereft;
  expect(await server.process.ended()).toBe(1);
  expect(server.process.stdout).toMatch(
    /the embedded PostgreSQL ended unexpectedly; its log is \S+pg\.log\n$/,
  );
  const successor = await startServer({ dataDirectory, secrets: server.secrets });
  const api = owner.api.copy(successor.origin);
  await expectBack({ ...bereft, server: successor, owner: { ...owner, api } });
  expect(await successor.process.stop()).toBe(0);
});
