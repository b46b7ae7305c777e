import { setTimeout } from 'node:timers/promises';
import type { Config } from '../config/config.js';
import { Secret } from '../config/secret.js';
import { isDatabaseUnavailable } from '../database/database-errors.js';
import { EmbeddedPostgresError } from '../database/embedded/embedded-postgres-error.js';
import { startEmbeddedPostgres } from '../database/embedded/start-embedded-postgres.js';
import { migrate } from '../database/migrate.js';
import { CONNECTIONS_OF_SERVER } from '../database/pools.js';
import { StartRefusal } from './start-refusal.js';

/** For administration, backups, and a worker that begins while the one before it ends. */
const CONNECTIONS_BESIDE = 88;

/** A migrated database, and how to leave it. */
export interface OpenedDatabase {
  /** What the application connects to. */
  readonly url: Secret;
  /** What leads to it as its owner, past any pooler. */
  readonly ownerUrl: Secret;
  stop(): Promise<void>;
}

/** The configured database, or the embedded one, started; as it is, perhaps empty. */
export async function startDatabase(config: Config, say: (line: string) => void): Promise<OpenedDatabase> {
  const { databaseUrl: url, databaseOwnerUrl } = config;
  if (url === null) return startEmbedded(config, say);
  return { url, ownerUrl: databaseOwnerUrl ?? url, stop: async () => {} };
}

/** Opens the configured database, or starts the embedded one, and migrates it. */
export async function openDatabase(config: Config, say: (line: string) => void): Promise<OpenedDatabase> {
  const database = await startDatabase(config, say);
  try {
    await migratePatiently(database.ownerUrl.reveal().toString());
    return database;
  } catch (error) {
    await database.stop();
    throw migrationRefusal(error, config.databaseOwnerUrl ? 'IBYOK_DATABASE_OWNER_URL' : 'DATABASE_URL');
  }
}

async function startEmbedded(
  { dataDirectory, workers }: Config,
  say: (line: string) => void,
): Promise<OpenedDatabase> {
  try {
    const postgres = await startEmbeddedPostgres({
      dataDirectory,
      maxConnections: CONNECTIONS_BESIDE + CONNECTIONS_OF_SERVER * workers,
      log: say,
      // Nothing works without it; whoever supervises this process starts both again.
      onUnexpectedEnd: () => process.exit(1),
    });
    const url = new Secret(postgres.ownerUrl);
    return { url, ownerUrl: url, stop: () => postgres.stop() };
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new StartRefusal(error.message) : error;
  }
}

/** Migrates; where the database is not there yet, tries again for some seconds. */
async function migratePatiently(url: string, attempts = 6): Promise<void> {
  try {
    await migrate(url);
  } catch (error) {
    if (attempts <= 1 || !isDatabaseUnavailable(error) || isRefusal(error)) throw error;
    await setTimeout(1_000);
    await migratePatiently(url, attempts - 1);
  }
}

/** 42501: the database is there, and will not let this user. */
function isRefusal(error: unknown): boolean {
  return sqlStateOf(error) === '42501';
}

function sqlStateOf(error: unknown): string | undefined {
  const { driverError, code } = error as { driverError?: { code?: string }; code?: string };
  return driverError?.code ?? code;
}

/** Says what to mend; the driver's own message stays out, as it can quote the URL. */
function migrationRefusal(error: unknown, variable: string): StartRefusal {
  const code = sqlStateOf(error);
  if (code === '42501') {
    return new StartRefusal(
      `${variable} names a user who may not create tables, or the roles ibyok_app and ibyok_door. ` +
        'Let an administrator run: CREATE ROLE ibyok_app NOLOGIN; CREATE ROLE ibyok_door NOLOGIN; ' +
        'GRANT ibyok_app, ibyok_door TO that user; and make that user the owner of the database.',
    );
  }
  return new StartRefusal(
    `The database that ${variable} names could not be reached or migrated: ${code ?? 'it did not answer in time'}.`,
  );
}
