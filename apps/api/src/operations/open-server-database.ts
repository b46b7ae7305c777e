import { type OpenedDatabase, openDatabase } from '../boot/open-database.js';
import type { Config } from '../config/config.js';
import { Secret } from '../config/secret.js';
import { findRunningEmbeddedPostgres } from '../database/embedded/running-embedded-postgres.js';

/**
 * Opens the server's database, as its owner: beside a running server, or a stopped one, whose embedded
 * database is started for as long as the command takes. It is migrated as at a server's start.
 */
export async function openServerDatabase(
  config: Config,
  say: (line: string) => void,
): Promise<OpenedDatabase> {
  const running = config.databaseUrl ? null : await findRunningEmbeddedPostgres(config.dataDirectory);
  if (running === null) return openDatabase(config, say);
  const url = new Secret(running);
  return { url, ownerUrl: url, stop: async () => {} };
}
