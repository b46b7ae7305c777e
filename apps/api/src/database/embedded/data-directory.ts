import { chmodSync, closeSync, existsSync, mkdirSync, openSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isReachable, type ServerUser } from './server-user.js';

/** A directory as PostgreSQL is told of it: the argument for `-D`, and what it must inherit for that. */
export interface DirectoryForServer {
  readonly argument: string;
  /** File descriptors to inherit from number 3 on. */
  readonly inherit: readonly number[];
  close(): void;
}

/** Creates the data directory, closed to others, and returns its real path. Leaves an existing one as it is. */
export function createDataDirectory(path: string): string {
  const absolute = resolve(path);
  try {
    if (!existsSync(absolute)) {
      mkdirSync(dirname(absolute), { recursive: true });
      mkdirSync(absolute, { mode: 0o700 });
    }
  } catch (error) {
    // Another process may have created it in between.
    if (!existsSync(absolute)) throw notAccessible(absolute, error);
  }
  return realpathSync(absolute);
}

/** Lets another account pass through the data directory (0711), never list it. */
export function letThrough(dataDirectory: string, user: ServerUser | null): void {
  if (user === null) return;
  const mode = statSync(dataDirectory).mode & 0o7777;
  if ((mode & 0o001) === 0) chmodSync(dataDirectory, mode | 0o011);
}

/**
 * Names `directory` in a way that `user` can open. Under a closed directory (a repository in /root) the
 * path is of no use to another account; on Linux an inherited descriptor leads there all the same.
 */
export function directoryForServer(directory: string, user: ServerUser | null): DirectoryForServer {
  if (isReachable(directory, user)) return { argument: directory, inherit: [], close: () => {} };
  if (process.platform !== 'linux') {
    throw new EmbeddedPostgresError(
      'data_directory_not_accessible',
      `PostgreSQL cannot run as root, and no other account can reach ${directory}. ` +
        'Start as an ordinary user, set IBYOK_DATA_DIR to a directory whose parents others may enter, ' +
        'or set DATABASE_URL.',
    );
  }
  const descriptor = openSync(directory, 'r');
  return {
    argument: '/proc/self/fd/3',
    inherit: [descriptor],
    close: () => closeSync(descriptor),
  };
}

/** Turns a file system's refusal into one that says which directory and what to do. */
export function notAccessible(path: string, cause: unknown): EmbeddedPostgresError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
  return new EmbeddedPostgresError(
    'data_directory_not_accessible',
    `Cannot use the data directory ${path} (${reason}). ` +
      'Start as the user that owns it, or set IBYOK_DATA_DIR to a directory of your own, or set DATABASE_URL.',
    { cause },
  );
}
