import type { DataSourceOptions } from 'typeorm';
import { MIGRATIONS } from './migrations/migrations.js';
import { ResilientClient } from './resilient-client.js';

type DatabaseOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** Milliseconds that a fetch waits for the database in all: it is refused within 2 s of a lost one. */
export const ANSWER_TIMEOUT = 1_800;
/** Milliseconds, for one connection and one statement. */
const CONNECT_TIMEOUT = 1_500;
const QUERY_TIMEOUT = 1_800;
/** Shorter, so that PostgreSQL ends a statement that is merely slow, and its connection lives on. */
export const STATEMENT_TIMEOUT = 1_700;
/** Milliseconds. */
export const IDLE_IN_TRANSACTION_TIMEOUT = 5_000;

/** Seconds that a connection is used: what an old primary still answers where another one has its address is no older. */
const LIFETIME = 60;

const shared = {
  type: 'postgres',
  applicationName: 'ibyok',
  synchronize: false,
  migrationsRun: false,
  // gen_random_uuid() is built into PostgreSQL 13 and later: no extension is created.
  installExtensions: false,
  uuidExtension: 'pgcrypto',
  logging: false,
} as const;

/** For migrations: the user that the URL names, who owns the tables. */
export function ownerOptions(url: string): DatabaseOptions {
  return {
    ...shared,
    url,
    poolSize: 2,
    migrations: [...MIGRATIONS],
    migrationsTransactionMode: 'each',
    extra: { connectionTimeoutMillis: 10_000, Client: ResilientClient },
  };
}

/** For everything else: every connection begins as ibyok_app, which row-level security binds. */
export function applicationOptions(url: string, poolSize: number): DatabaseOptions {
  return {
    ...shared,
    url,
    poolSize,
    extra: {
      // A server that stands still within a transaction must not hold the record's head for the others.
      options: `-c role=ibyok_app -c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_TIMEOUT}`,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      query_timeout: QUERY_TIMEOUT,
      statement_timeout: STATEMENT_TIMEOUT,
      maxLifetimeSeconds: LIFETIME,
      keepAlive: true,
      Client: ResilientClient,
    },
  };
}
