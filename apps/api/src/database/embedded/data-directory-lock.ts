import { randomUUID } from 'node:crypto';
import { readFile, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { notAccessible } from './data-directory.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { isRunning, pidSpace, startTimeOf } from './process-identity.js';

/** Holds a data directory for one process, from before initdb until PostgreSQL has stopped. */
export interface DataDirectoryLock {
  /** True if the holder before us died without giving the lock back. */
  readonly takenOver: boolean;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly startTime: string | null;
  readonly pidSpace: string;
  readonly nonce: string;
}

type Judgement = 'alive' | 'dead' | 'unknown';

const HEARTBEAT_MS = 1_000;
const ABANDONED_TAKEOVER_MS = 10_000;

/**
 * Takes the lock `file` with O_EXCL. A dead holder's is taken over at once; while another holds it, waits
 * `patienceMs` and then fails with `data_directory_in_use`. A holder that cannot be judged by its pid (another
 * container on the same volume) counts as alive as long as it keeps touching the file.
 */
export async function lockDataDirectory(file: string, patienceMs = 3_000): Promise<DataDirectoryLock> {
  const content = JSON.stringify({
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    pidSpace: pidSpace(),
    nonce: randomUUID(),
  } satisfies Holder);
  const deadline = Date.now() + patienceMs;
  const firstSeen = await touchedAt(file);
  let takenOver = false;
  while (!(await createExclusively(file, content))) {
    const held = await readLock(file);
    if (held === null) continue;
    const judgement = judge(held);
    const expired = Date.now() > deadline;
    const silent = judgement === 'unknown' && expired && (await touchedAt(file)) === firstSeen;
    if (judgement === 'dead' || silent) {
      takenOver = true;
      await removeStale(file, held);
    } else if (expired) {
      throw inUse(file, held);
    }
    await sleep(20);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, HEARTBEAT_MS).unref();
  return {
    takenOver,
    release: async () => {
      clearInterval(heartbeat);
      if ((await readFile(file, 'utf8').catch(() => null)) === content) await unlink(file);
    },
  };
}

/** Null where the lock has just gone; throws where another user's may not be read. */
async function readLock(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw notAccessible(file, error);
  }
}

async function createExclusively(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw notAccessible(file, error);
  }
}

function judge(content: string): Judgement {
  const holder = parse(content);
  if (holder === null || holder.pidSpace !== pidSpace()) return 'unknown';
  if (!isRunning(holder.pid)) return 'dead';
  return startTimeOf(holder.pid) === holder.startTime ? 'alive' : 'dead';
}

/** Null for a file that is still being written, or that a power failure left empty. */
function parse(content: string): Holder | null {
  try {
    return JSON.parse(content) as Holder;
  } catch {
    return null;
  }
}

/** Removes the lock only if it is still the one that was judged: two may judge the same one at once. */
async function removeStale(file: string, judged: string): Promise<void> {
  const takeover = `${file}.takeover`;
  if (!(await createExclusively(takeover, ''))) {
    const since = await touchedAt(takeover);
    if (since !== null && Date.now() - since > ABANDONED_TAKEOVER_MS) await unlink(takeover).catch(() => {});
    return;
  }
  try {
    if ((await readFile(file, 'utf8').catch(() => null)) === judged) await unlink(file);
  } finally {
    await unlink(takeover).catch(() => {});
  }
}

async function touchedAt(file: string): Promise<number | null> {
  return stat(file).then(
    (stats) => stats.mtimeMs,
    () => null,
  );
}

function inUse(file: string, held: string): EmbeddedPostgresError {
  const holder = parse(held);
  const who =
    holder === null || holder.pidSpace !== pidSpace()
      ? 'another machine or container'
      : `process ${holder.pid}`;
  return new EmbeddedPostgresError(
    'data_directory_in_use',
    `The data directory is already in use by ${who} (${file}). ` +
      'Stop that server, or set IBYOK_DATA_DIR to another directory; to run several, set DATABASE_URL.',
  );
}
