import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './checkout.mjs';

/**
 * One hash over the names and contents of files and folders (relative to the root); what is missing counts too.
 * Contents, not times: a checkout touches files without changing them.
 * @param {readonly string[]} paths
 * @param {(path: string) => boolean} counts which files matter
 */
export function hashFiles(paths, counts = () => true) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(listFiles).filter(counts)) {
    const content = readFileSync(join(ROOT, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function listFiles(path) {
  const stats = statSync(join(ROOT, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(ROOT, path))
    .sort()
    .flatMap((name) => listFiles(`${path}/${name}`));
}
