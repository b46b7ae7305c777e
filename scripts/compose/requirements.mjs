import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** A program, and the Debian package that brings it. */
const PROGRAMS = {
  podman: 'podman',
  'podman-compose': 'podman-compose',
  runc: 'runc',
  debootstrap: 'debootstrap',
  iptables: 'iptables',
  tar: 'tar',
};

/** Helpers of podman, which are not in the PATH. */
const HELPERS = { netavark: 'netavark', 'aardvark-dns': 'aardvark-dns' };

const PROGRAM_DIRECTORIES = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
const HELPER_DIRECTORIES = ['/usr/lib/podman', '/usr/libexec/podman', ...PROGRAM_DIRECTORIES];

/** Says in one line why containers cannot run here; null where they can. */
export function whyNotHere() {
  if (process.platform !== 'linux') return 'It needs Linux.';
  const missing = [...missingOf(PROGRAMS, PROGRAM_DIRECTORIES), ...missingOf(HELPERS, HELPER_DIRECTORIES)];
  if (missing.length > 0) {
    return `It needs Debian packages that are missing: apt-get install ${missing.join(' ')}`;
  }
  if (process.getuid?.() !== 0) return 'It needs root, as debootstrap does.';
  return null;
}

/**
 * @param {Record<string, string>} packages
 * @param {readonly string[]} directories
 */
function missingOf(packages, directories) {
  return Object.entries(packages)
    .filter(([program]) => !directories.some((directory) => isExecutable(join(directory, program))))
    .map(([, name]) => name);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
