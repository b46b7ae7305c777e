import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A variable that the global set-up gave to this run's tests. */
export function runVariable(name: 'CLUSTER_URL' | 'TEMPLATE' | 'RUN'): string {
  const value = process.env[`IBYOK_TEST_${name}`];
  if (!value) throw new Error(`IBYOK_TEST_${name} is not set: the global set-up did not run`);
  return value;
}

/** The path of a scratch directory that does not exist yet. */
export function newDirectory(): string {
  return join(newParent(), 'data');
}

/** The path of a scratch file with this text. */
export function newFile(text: string): string {
  const path = join(newParent(), 'file');
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** Notes a process that the global teardown must end where the test does not. Returns how to forget it. */
export function noteProcess(pid: number): () => void {
  const note = join(runVariable('RUN'), 'processes', String(pid));
  writeFileSync(note, '');
  return () => rmSync(note, { force: true });
}

/** Open to another account on its way through: what root's PostgreSQL runs as. */
function newParent(): string {
  const parent = mkdtempSync(join(runVariable('RUN'), 'scratch-'));
  chmodSync(parent, 0o711);
  return parent;
}
