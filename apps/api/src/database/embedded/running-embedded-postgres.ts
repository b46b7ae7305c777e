import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ownerUrl } from './database-address.js';
import { readOwnerPassword } from './owner-password.js';
import { readPostmasterFile } from './previous-server.js';
import { isRunning } from './process-identity.js';

/**
 * The owner's connection URL of the embedded PostgreSQL that another process runs on this data directory,
 * or null if none runs: how an administrator's command works beside the server.
 */
export async function findRunningEmbeddedPostgres(dataDirectory: string): Promise<string | null> {
  const cluster = join(resolve(dataDirectory), 'pg');
  if (!existsSync(cluster)) return null;
  const running = readPostmasterFile(cluster);
  if (running === null || !running.ready || !isRunning(running.pid)) return null;
  const host = running.socketDirectory || running.listenAddress;
  return ownerUrl({ host, port: running.port }, await readOwnerPassword(resolve(dataDirectory), true));
}
