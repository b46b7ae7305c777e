import { DamagedBackupError } from './chunk-cipher.js';

/** What a backup is made of, in this order: one beginning; for each table its name, its data, its end; one end. */
export type Frame =
  | { readonly kind: 'begin'; readonly about: BackupAbout }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'tableEnd'; readonly rows: number }
  | { readonly kind: 'end'; readonly rows: number };

/** What a backup says of itself first. */
export interface BackupAbout {
  readonly createdAt: string;
  /** The names of the migrations that its tables have been through. */
  readonly migrations: readonly string[];
  /** The times of the first and the last record; null where there is none. */
  readonly recordedFrom: string | null;
  readonly recordedTo: string | null;
}

const DATA = 0;
const JSON_TEXT = 1;
const PREFIX_BYTES = 5;
const MAX_BYTES = 64 * 1024 * 1024;

/** A frame as bytes: one for its type, four for its length, and what it holds. */
export function encodeFrame(frame: Frame): Buffer {
  const body = frame.kind === 'data' ? frame.bytes : Buffer.from(JSON.stringify(frame));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix[0] = frame.kind === 'data' ? DATA : JSON_TEXT;
  prefix.writeUInt32BE(body.length, 1);
  return Buffer.concat([prefix, body]);
}

/** Reads frames back. Throws DamagedBackupError where the bytes are none. */
export async function* decodeFrames(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    for (;;) {
      if (rest.length < PREFIX_BYTES) break;
      const length = rest.readUInt32BE(1);
      if (length > MAX_BYTES) throw new DamagedBackupError();
      if (rest.length < PREFIX_BYTES + length) break;
      const body = rest.subarray(PREFIX_BYTES, PREFIX_BYTES + length);
      yield rest[0] === DATA ? { kind: 'data', bytes: body } : (JSON.parse(body.toString()) as Frame);
      rest = rest.subarray(PREFIX_BYTES + length);
    }
  }
  if (rest.length > 0) throw new DamagedBackupError();
}
