import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { notAccessible } from './data-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/**
 * The owner's password, from its 0600 file in the data directory; created at the first start.
 * Fails with `password_missing` when there is a cluster but no password for it.
 */
export async function readOwnerPassword(dataDirectory: string, clusterExists: boolean): Promise<string> {
  const file = passwordFile(dataDirectory);
  try {
    if (existsSync(file)) return (await readFile(file, 'utf8')).trim();
    if (!clusterExists) return await createPassword(file);
  } catch (error) {
    throw notAccessible(file, error);
  }
  throw new EmbeddedPostgresError(
    'password_missing',
    `There is a database in ${dataDirectory}, but its password file ${file} is gone. ` +
      'Put it back from a backup; to begin with an empty database, move the directory away.',
  );
}

/** Writes a file that is either whole and on the disk, or not there. */
async function createPassword(file: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  const partial = `${file}.${randomUUID()}`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    await handle.writeFile(`${password}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(partial, file);
  return password;
}

function passwordFile(dataDirectory: string): string {
  return join(dataDirectory, 'pg.password');
}
