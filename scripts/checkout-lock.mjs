import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './checkout.mjs';

const LOCK = join(ROOT, '.ibyok-build.lock');
const OWNER = join(LOCK, 'owner');
const TOOL_PREFIX = 'tool-';
const HEARTBEAT_MS = 1_000;
/** A live process that says nothing for so long is another one that got the pid, or one that was stopped for good. */
const SILENT_MS = 60_000;
/** A pid that is not alive here may be alive in a container that shares the checkout, and then it keeps touching. */
const UNSEEN_MS = 3_000;
/** A tool whose owner was killed runs on; no step takes this long, and by then its pid may be another program's. */
const TOOL_MS = 600_000;
/** Between making the directory and naming its owner. */
const UNNAMED_MS = 5_000;

/** @type {(() => void) | null} */
let release = null;

/**
 * Does `work` while no other process installs or builds in this checkout; waits for its turn.
 * @param {() => Promise<void>} work
 */
export async function withCheckoutLock(work) {
  let waited = false;
  while (!take()) {
    if (isAbandoned()) removeAbandoned();
    if (!waited)
      console.log(`  waiting for another process that installs or builds here (${ownerOf() ?? 'starting'})`);
    waited = true;
    await sleep(100);
  }
  try {
    await work();
  } finally {
    releaseCheckoutLock();
  }
}

/** Gives the lock back if this process holds it: also for the way out on a signal. */
export function releaseCheckoutLock() {
  release?.();
  release = null;
}

/**
 * Notes a program that changes the checkout on behalf of the lock's holder: until it has ended, the lock is not
 * abandoned. Returns what to call then.
 * @param {number} pid
 */
export function noteTool(pid) {
  if (release === null) return () => {};
  const note = join(LOCK, `${TOOL_PREFIX}${pid}`);
  writeFileSync(note, '');
  return () => rmSync(note, { force: true });
}

function take() {
  try {
    mkdirSync(LOCK);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  writeFileSync(OWNER, String(process.pid));
  const heartbeat = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(OWNER, now, now);
    } catch {
      // Removed by hand: the work goes on all the same.
    }
  }, HEARTBEAT_MS).unref();
  release = () => {
    clearInterval(heartbeat);
    if (ownerOf() === process.pid) rmSync(LOCK, { recursive: true, force: true });
  };
  return true;
}

/** @returns {number | null} */
function ownerOf() {
  try {
    return Number(readFileSync(OWNER, 'utf8')) || null;
  } catch {
    return null;
  }
}

function isAbandoned() {
  const owner = ownerOf();
  if (owner === null) return silentFor(LOCK) > UNNAMED_MS;
  if (orphanedTools().length > 0) return false;
  const isSeen = owner !== process.pid && isAlive(owner);
  return silentFor(OWNER) > (isSeen ? SILENT_MS : UNSEEN_MS);
}

function orphanedTools() {
  try {
    return readdirSync(LOCK).filter(
      (name) =>
        name.startsWith(TOOL_PREFIX) &&
        isAlive(Number(name.slice(TOOL_PREFIX.length))) &&
        silentFor(join(LOCK, name)) < TOOL_MS,
    );
  } catch {
    return [];
  }
}

/** @param {string} path */
function silentFor(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? Date.now() - stats.mtimeMs : 0;
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Of several that find the lock abandoned one may remove it, and only if it still is the abandoned one. */
function removeAbandoned() {
  const takeover = join(LOCK, 'takeover');
  try {
    mkdirSync(takeover);
  } catch {
    if (silentFor(takeover) > UNNAMED_MS) rmSync(takeover, { recursive: true, force: true });
    return;
  }
  if (isAbandoned()) rmSync(LOCK, { recursive: true, force: true });
  else rmSync(takeover, { recursive: true, force: true });
}
