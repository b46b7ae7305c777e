import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../checkout.mjs';

/** How each test ended when it last ran here. */
const FILE = join(ROOT, 'node_modules/.cache/ibyok/test-outcomes.json');

/**
 * @typedef {{ title: string, status: string }} Outcome of a test; the status is Jest's: passed, failed, pending
 * @typedef {Record<string, Outcome[]>} Outcomes by the file's path, relative to the project's root
 */

/** @returns {Outcomes} of files that have run, each as it last did; none on a new machine */
export function lastOutcomes() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {Outcomes} outcomes of the files that have run now */
export function keepOutcomes(outcomes) {
  mkdirSync(dirname(FILE), { recursive: true });
  writeFileSync(FILE, JSON.stringify({ ...lastOutcomes(), ...outcomes }));
}
