import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../checkout.mjs';

/** How each test ended when it last ran here. */
const FILE = join(ROOT, 'node_modules/.cache/ibyok/test-outcomes.json');

/**
 * @typedef {{ title: string, status: string }} Outcome of a test; the status is Jest's: passed, failed, pending
 * @typedef {Record<string, Outcome[]>} Outcomes by the file's path, relative to the project's root
 */

/** @returns {Outcomes} of files that have run as they are now; none on a new machine */
export function lastOutcomes() {
  const current = Object.entries(kept()).filter(([file, { hash }]) => hash === hashOf(file));
  return Object.fromEntries(current.map(([file, { tests }]) => [file, tests]));
}

/** @param {Outcomes} outcomes of the files that have run now */
export function keepOutcomes(outcomes) {
  const ran = Object.entries(outcomes).map(([file, tests]) => [file, { hash: hashOf(file), tests }]);
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...kept(), ...Object.fromEntries(ran) }));
}

/** @returns {Record<string, { hash: string | null, tests: Outcome[] }>} */
function kept() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {string} file */
function hashOf(file) {
  const path = join(ROOT, file);
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('base64') : null;
}
