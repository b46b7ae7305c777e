import { setTimeout as sleep } from 'node:timers/promises';
import { Client, type ClientConfig, DatabaseError } from 'pg';
import { DATABASE, OWNER } from './database-address.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Listener } from './listener.js';
import type { ServerProcess } from './server-process.js';

/** Recovery after a crash may take its time. */
const PATIENCE_MS = 120_000;
const UNDEFINED_DATABASE = '3D000';
const DUPLICATE_DATABASE = '42P04';

/**
 * Resolves when the server accepts connections to the application's database, which is created if missing.
 * Fails with `server_did_not_start`; resolves to the server's log if it ends before.
 */
export async function waitUntilReady(
  server: ServerProcess,
  listener: Listener,
  password: string,
): Promise<'ready' | { readonly endedWith: string }> {
  const deadline = Date.now() + PATIENCE_MS;
  let pause = 5;
  while (!server.hasEnded()) {
    const failure = await connect(connection(listener, password, DATABASE));
    if (failure === null) return 'ready';
    if (failure instanceof DatabaseError) {
      if (failure.code === UNDEFINED_DATABASE)
        await createDatabase(connection(listener, password, 'postgres'));
      else if (!isStarting(failure)) throw refused(failure);
    }
    if (Date.now() > deadline) throw refused(failure);
    await sleep(pause);
    pause = Math.min(pause * 1.5, 100);
  }
  return { endedWith: server.readLog() };
}

function connection(listener: Listener, password: string, database: string): ClientConfig {
  return { ...listener, user: OWNER, password, database, ssl: false };
}

async function connect(config: ClientConfig): Promise<Error | null> {
  const client = new Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    return null;
  } catch (error) {
    return error as Error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function createDatabase(config: ClientConfig): Promise<void> {
  const client = new Client(config);
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== DUPLICATE_DATABASE) throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Class 57 is operator intervention: starting up, shutting down, recovering; class 53 a lack of resources. */
function isStarting(failure: DatabaseError): boolean {
  return failure.code?.startsWith('57') === true || failure.code?.startsWith('53') === true;
}

function refused(cause: Error): EmbeddedPostgresError {
  const isPassword = cause instanceof DatabaseError && cause.code === '28P01';
  return new EmbeddedPostgresError(
    isPassword ? 'password_missing' : 'server_did_not_start',
    isPassword
      ? 'The embedded PostgreSQL refuses the password in pg.password. Put the right file back from a backup.'
      : `The embedded PostgreSQL runs but accepts no connection: ${cause.message}`,
    { cause },
  );
}
