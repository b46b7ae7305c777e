import { Client } from 'pg';
import { onCleanup } from './cleanup.js';
import type { TestDatabase } from './test-database.js';

/** The database at an address. Each statement has a connection of its own: the one before it may have been cut. */
export function databaseAt(url: string): TestDatabase {
  const connect = async (): Promise<Client> => {
    const client = new Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  return {
    url,
    connect: async () => {
      const client = await connect();
      onCleanup(() => client.end().catch(() => {}));
      return client;
    },
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      const client = await connect();
      try {
        return (await client.query<Row>(sql, [...values])).rows;
      } finally {
        await client.end();
      }
    },
  };
}
