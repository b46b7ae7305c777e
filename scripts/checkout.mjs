import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root directory, whatever the current one is. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The path of a program inside an installed package, looked up as Node does from `folder` (relative to the root).
 * @param {string} folder
 * @param {string} program for example `vite/bin/vite.js`
 */
export function installedProgram(folder, program) {
  const own = join(ROOT, folder, 'node_modules', program);
  return existsSync(own) ? own : join(ROOT, 'node_modules', program);
}
