import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newDirectory } from '../harness/run.js';

const EXAMPLES = fileURLToPath(new URL('../../../../examples/', import.meta.url));

/** The text of an example. */
export function readExample(path: string): string {
  return readFileSync(join(EXAMPLES, path), 'utf8');
}

/** A copy of an example's folder, to work in. */
export function copyExample(folder: string): string {
  const copy = newDirectory();
  cpSync(join(EXAMPLES, folder), copy, { recursive: true });
  return copy;
}
