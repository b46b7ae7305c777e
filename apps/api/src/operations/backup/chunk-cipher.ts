import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';

const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const LAST = 1;

/** A file that is not whole: cut off, added to, put in another order, or changed. */
export class DamagedBackupError extends Error {
  constructor() {
    super('the backup is damaged');
    this.name = 'DamagedBackupError';
  }
}

/**
 * Encrypts a stream in chunks of 64 KiB, each by AES-256-GCM, the last one marked: the STREAM construction
 * (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as age has it, so that no chunk can be left out, moved or added.
 * Takes a key used for this stream alone, and data that both ends know.
 */
export async function* encryptChunks(
  source: AsyncIterable<Buffer>,
  key: Buffer,
  additionalData: Buffer,
): AsyncGenerator<Buffer> {
  const secret = createSecretKey(key);
  let counter = 0;
  for await (const { chunk, last } of inChunks(source, CHUNK_BYTES)) {
    const cipher = createCipheriv('aes-256-gcm', secret, nonceOf(counter, last), {
      authTagLength: TAG_BYTES,
    });
    cipher.setAAD(additionalData);
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    counter += 1;
  }
}

/** Opens what encryptChunks() made; yields nothing that is not authenticated. Throws DamagedBackupError. */
export async function* decryptChunks(
  source: AsyncIterable<Buffer>,
  key: Buffer,
  additionalData: Buffer,
): AsyncGenerator<Buffer> {
  const secret = createSecretKey(key);
  let counter = 0;
  for await (const { chunk, last } of inChunks(source, CHUNK_BYTES + TAG_BYTES)) {
    yield open(secret, chunk, nonceOf(counter, last), additionalData);
    counter += 1;
  }
}

function open(key: KeyObject, chunk: Buffer, nonce: Buffer, additionalData: Buffer): Buffer {
  if (chunk.length < TAG_BYTES) throw new DamagedBackupError();
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData);
  decipher.setAuthTag(chunk.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(chunk.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new DamagedBackupError();
  }
}

/** Eleven bytes of a counter and one that marks the last chunk; the key is the stream's own. */
function nonceOf(counter: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(counter, NONCE_BYTES - 7, 6);
  nonce[NONCE_BYTES - 1] = last ? LAST : 0;
  return nonce;
}

/** Cuts a stream into chunks of one size, the last of which may be shorter; an empty stream is one empty chunk. */
async function* inChunks(
  source: AsyncIterable<Buffer>,
  size: number,
): AsyncGenerator<{ readonly chunk: Buffer; readonly last: boolean }> {
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    waiting.push(piece);
    length += piece.length;
    // One byte more than a chunk shows that it is not the last.
    if (length <= size) continue;
    let all = Buffer.concat(waiting);
    while (all.length > size) {
      yield { chunk: all.subarray(0, size), last: false };
      all = all.subarray(size);
    }
    waiting = [all];
    length = all.length;
  }
  yield { chunk: Buffer.concat(waiting), last: true };
}
