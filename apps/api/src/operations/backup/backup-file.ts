import { randomBytes } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  rmSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { CommandError } from '../command-error.js';
import { type BackupHeader, decodeHeader, encodeHeader, MAX_HEADER_BYTES } from './backup-header.js';
import { DamagedBackupError, decryptChunks, encryptChunks } from './chunk-cipher.js';
import { decodeFrames, encodeFrame, type Frame } from './frames.js';

/**
 * Writes a backup: compressed, encrypted, on the disk before it has its name. Takes a new file's path; throws
 * CommandError where there is one already, or none can be written.
 */
export async function writeBackup(
  path: string,
  header: BackupHeader,
  key: Buffer,
  frames: AsyncIterable<Frame>,
): Promise<void> {
  if (existsSync(path)) throw new CommandError('There is a file of this name already. Choose another one.');
  // A name nobody knows beforehand: no other backup writes to it, and no link that somebody laid there is followed.
  const partial = `${path}.${randomBytes(6).toString('hex')}.partial`;
  const head = encodeHeader(header);
  try {
    await pipeline(
      Readable.from(encoded(frames)),
      createGzip(),
      async function* (compressed: AsyncIterable<Buffer>) {
        yield head;
        yield* encryptChunks(compressed, key, head);
      },
      createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true }),
    );
    linkSync(partial, path);
    syncDirectory(dirname(path));
  } catch (error) {
    throw explained(error, 'written');
  } finally {
    rmSync(partial, { force: true });
  }
}

/** Reads the header of a backup; throws CommandError where the file is none. */
export function readBackupHeader(path: string): { readonly header: BackupHeader; readonly length: number } {
  const bytes = Buffer.alloc(MAX_HEADER_BYTES);
  try {
    const file = openSync(path, 'r');
    try {
      const found = decodeHeader(bytes.subarray(0, readSync(file, bytes, 0, bytes.length, 0)));
      if (found) return found;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw explained(error, 'read');
  }
  throw new CommandError('The file is no backup of this kind.');
}

/** Reads a backup's frames, each authenticated before it is yielded. Throws DamagedBackupError. */
export async function* readBackup(path: string, headerLength: number, key: Buffer): AsyncGenerator<Frame> {
  const { header } = readBackupHeader(path);
  const sealed = createReadStream(path, { start: headerLength });
  const decrypted = Readable.from(decryptChunks(sealed, key, encodeHeader(header)));
  const plain = createGunzip();
  // A chunk that does not authenticate ends what is read of it, too.
  decrypted.on('error', (error) => plain.destroy(error));
  sealed.on('error', (error) => plain.destroy(error));
  try {
    yield* decodeFrames(decrypted.pipe(plain));
  } catch (error) {
    throw isZlibError(error) ? new DamagedBackupError() : error;
  } finally {
    sealed.destroy();
    decrypted.destroy();
    plain.destroy();
  }
}

async function* encoded(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  for await (const frame of frames) yield encodeFrame(frame);
}

function syncDirectory(path: string): void {
  const directory = openSync(path, 'r');
  fsyncSync(directory);
  closeSync(directory);
}

function isZlibError(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' && code.startsWith('Z_');
}

/** What the file system says, without the path; everything else as it is. */
function explained(error: unknown, what: 'written' | 'read'): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof CommandError || !syscall) return error;
  return new CommandError(`The backup cannot be ${what} there (${code ?? 'unknown error'}).`);
}
