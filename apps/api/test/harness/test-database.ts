import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { onCleanup } from './cleanup.js';
import { databaseUrl } from './database-url.mjs';
import { runVariable } from './run.js';

/** A migrated database of a test's own, with a superuser's sight of it. */
export interface TestDatabase {
  /** Names the superuser. */
  readonly url: string;
  /** Runs one statement as the superuser, past row-level security; returns its rows. */
  query<Row extends object = Record<string, unknown>>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
  /** A superuser's connection of its own, closed at the end of the test file. */
  connect(): Promise<Client>;
}

/** Creates a database, migrated unless told otherwise; it is dropped at the end of the test file. */
export async function createTestDatabase({ migrated = true } = {}): Promise<TestDatabase> {
  const name = `ibyok_test_${randomBytes(8).toString('hex')}`;
  const url = databaseUrl(runVariable('CLUSTER_URL'), name);
  const template = migrated ? runVariable('TEMPLATE') : 'template1';
  await onCluster(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  onCleanup(() => onCluster(`DROP DATABASE ${name} WITH (FORCE)`));
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    onCleanup(() => client.end());
    return client;
  };
  let first: Promise<Client> | null = null;
  return {
    url,
    connect,
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      first ??= connect();
      const { rows } = await (await first).query<Row>(sql, [...values]);
      return rows;
    },
  };
}

async function onCluster(sql: string): Promise<void> {
  const client = new Client({ connectionString: runVariable('CLUSTER_URL') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
