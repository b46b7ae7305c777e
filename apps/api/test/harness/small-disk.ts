import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onCleanup } from './cleanup.js';
import { newDirectory } from './run.js';

/** A file system of a test's own that can be filled. */
export interface SmallDisk {
  /** On it; does not exist yet. */
  readonly directory: string;
  /** Takes every byte that is left. */
  fill(): void;
  /** Gives them back. */
  makeRoom(): void;
}

/** Why this machine mounts no file system for a test; null where it does. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'tmpfs is for Linux';
  if (process.getuid?.() !== 0) return 'only root may mount';
  const probe = newDirectory();
  const { status } = spawnSync('sh', ['-c', 'mkdir "$0" && mount -t tmpfs tmpfs "$0" && umount "$0"', probe]);
  return status === 0 ? null : 'this root may not mount';
}

/** Mounts a tmpfs of so many MiB; it is unmounted at the end of the test file. */
export async function mountSmallDisk(mebibytes: number): Promise<SmallDisk> {
  const mountPoint = newDirectory();
  await mkdir(mountPoint);
  run('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', mountPoint]);
  onCleanup(async () => run('umount', ['--lazy', mountPoint]));
  chmodSync(mountPoint, 0o711);
  const filler = join(mountPoint, 'filler');
  return {
    directory: join(mountPoint, 'data'),
    fill: () => writeUntilFull(filler),
    makeRoom: () => rmSync(filler),
  };
}

function run(program: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

/** In ever smaller pieces: the last byte, too. */
function writeUntilFull(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      const piece = Buffer.alloc(size);
      try {
        while (writeSync(descriptor, piece) === size);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}
