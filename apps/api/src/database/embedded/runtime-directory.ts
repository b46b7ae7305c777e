import { chownSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitsSocket } from './listener.js';
import { isReachable, type ServerUser } from './server-user.js';

/**
 * Creates a directory for this run alone (0700, the server's): in the first of the temporary directories
 * that the server can reach and where a socket's path is short enough, else in one where it can reach at all.
 */
export function createRuntimeDirectory(
  user: ServerUser | null,
  temporaryDirectories: readonly string[] = process.platform === 'win32' ? [tmpdir()] : [tmpdir(), '/tmp'],
): string {
  const reachable = temporaryDirectories.filter((path) => existsSync(path) && isReachable(path, user));
  const short = reachable.find((path) => fitsSocket(join(path, 'ibyok-XXXXXX')));
  const created = mkdtempSync(join(short ?? reachable[0] ?? tmpdir(), 'ibyok-'));
  if (user !== null) chownSync(created, user.uid, user.gid);
  return created;
}
