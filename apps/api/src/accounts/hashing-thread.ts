import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/argon2';
import { isHardToGuess } from './hard-to-guess.js';
import type { HashingAnswer, HashingTask } from './hashing-threads.js';

/** OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB, two passes, one lane. */
const ARGON2ID = 2;
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Of nice values, the last: gives way to whatever else wants the processor. */
const PRIORITY = 19;

giveWay();
parentPort?.on('message', async (task: HashingTask) => parentPort?.postMessage(await answerTo(task)));

/** Linux gives each thread a priority of its own; elsewhere there is none to lower. */
function giveWay(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), PRIORITY);
  } catch {
    // It hashes all the same.
  }
}

async function answerTo({ password, storedHash, words }: HashingTask): Promise<HashingAnswer> {
  try {
    if (storedHash !== null) return { hash: storedHash, matches: verifySync(storedHash, password) };
    if (words !== null && !(await isHardToGuess(password, words))) return { hash: null, matches: false };
    return { hash: hashSync(password, OPTIONS), matches: true };
  } catch {
    // The library's message could quote what it was given.
    return { failed: true };
  }
}
