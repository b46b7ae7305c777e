import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** An operating-system account for PostgreSQL, which refuses to run as root. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const NOBODY: ServerUser = { uid: 65534, gid: 65534 };
const SEARCH = 0o1;

/**
 * The account that PostgreSQL must run as when this process is root: the owner of an existing cluster,
 * else `nobody`. Null when this process is not root and PostgreSQL runs as the same user.
 */
export function chooseServerUser(clusterDirectory: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(clusterDirectory, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : readNobody();
}

/** True if `user` may enter (or run) `path`: every directory on the way, and `path`, lets it through. */
export function isReachable(path: string, user: ServerUser | null): boolean {
  if (user === null) return true;
  let current = realpathSync(path);
  for (;;) {
    if (!maySearch(statSync(current), user)) return false;
    const parent = dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

function maySearch(stats: Stats, user: ServerUser): boolean {
  if (stats.uid === user.uid) return (stats.mode & (SEARCH << 6)) !== 0;
  if (stats.gid === user.gid) return (stats.mode & (SEARCH << 3)) !== 0;
  return (stats.mode & SEARCH) !== 0;
}

function readNobody(): ServerUser {
  try {
    const entry = readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
    const uid = Number(entry?.[1]);
    const gid = Number(entry?.[2]);
    return uid > 0 && gid > 0 ? { uid, gid } : NOBODY;
  } catch {
    return NOBODY;
  }
}
