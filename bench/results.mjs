import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** What the figures were measured on. */
export function describeMachine() {
  return `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
}

/**
 * Keeps the figures of the latest run under bench/results.
 * @param {string} name
 * @param {object} results
 */
export function saveResults(name, results) {
  mkdirSync(new URL('./results', import.meta.url), { recursive: true });
  const text = JSON.stringify({ machine: describeMachine(), ...results }, null, 2);
  writeFileSync(new URL(`./results/${name}.json`, import.meta.url), `${text}\n`);
}
