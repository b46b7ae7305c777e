import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ownerOptions } from '../../src/database/data-source-options.js';
import { FetchingTenants1764204000000 } from '../../src/database/migrations/1764204000000-fetching-tenants.js';
import { MIGRATIONS } from '../../src/database/migrations/migrations.js';
import { createTestDatabase, type TestDatabase } from '../harness/test-database.js';

const CLIENTS = 6;
const ROUNDS = 5;
const UP_TO_IT = MIGRATIONS.slice(0, MIGRATIONS.indexOf(FetchingTenants1764204000000) + 1);
const entries = JSON.stringify([
  {
    ...{ actor_type: 'token', action: 'key.value.read', outcome: 'allowed', tenant_id: 'ten_a' },
    ...{ key_id: 'key_a', token_id: 'tok_a', environment: 'staging', effective_mode: 'live' },
    requests: [['r1', null]],
  },
]);
let database: TestDatabase;
let dataSource: DataSource;
let clients: readonly Client[];
let appended: number;

beforeEach(async () => {
  database = await createTestDatabase({ migrated: false });
  const options = { ...ownerOptions(database.url), migrations: [...UP_TO_IT] };
  dataSource = await new DataSource(options).initialize();
  await dataSource.runMigrations();
  clients = await Promise.all(Array.from({ length: CLIENTS }, () => database.connect()));
  // Long after a server would have refused.
  for (const client of clients) await client.query(`SET statement_timeout = '10s'`);
  appended = 0;
});

afterEach(() => dataSource.destroy());

async function append(client: Client): Promise<void> {
  await client.query('SELECT append_audit_records($1)', [entries]);
  appended += 1;
}

/** Appends from every client while something is done. */
async function besideAppends(work: () => Promise<unknown>): Promise<void> {
  let going = true;
  const loops = clients.map(async (client) => {
    while (going) await append(client);
  });
  try {
    await Promise.all([work().finally(() => (going = false)), ...loops]);
  } finally {
    going = false;
  }
}

async function expectAllAppended(): Promise<void> {
  const [row] = await database.query('SELECT last_seq::int AS count FROM audit_head');
  expect(row).toEqual({ count: appended });
}

test('no append fails while the links get another column', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await dataSource.undoLastMigration();
    await database.query('ALTER TABLE audit_link DROP COLUMN tenant_ids');
    await besideAppends(() => dataSource.runMigrations());
  }
  await expectAllAppended();
});

test('no append fails while this is undone and done again', async () => {
  for (let round = 0; round < ROUNDS; round += 1) {
    await besideAppends(() => dataSource.undoLastMigration());
    await besideAppends(() => dataSource.runMigrations());
  }
  await expectAllAppended();
});

test('appends go on while it waits for a reader of the chain, and it is done when the reader is', async () => {
  await dataSource.undoLastMigration();
  const reader = await database.connect();
  await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await reader.query('SELECT FROM audit_link');
  const migrated = dataSource.runMigrations();
  try {
    await untilItWaits();
    for (let count = 0; count < 20; count += 1) await Promise.all(clients.map(append));
  } finally {
    await reader.query('COMMIT');
    expect(await migrated).toHaveLength(1);
  }
  await expectAllAppended();
});

async function untilItWaits(): Promise<void> {
  const waiting = `SELECT FROM pg_locks WHERE relation = 'audit_link'::regclass AND NOT granted`;
  while ((await database.query(waiting)).length === 0) await setTimeout(10);
}
