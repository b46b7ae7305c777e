import { randomBytes } from 'node:crypto';
import { unwrapBackupKey, wrapBackupKey } from '../../keyring/backup-keys.js';
import type { MasterKey } from '../../keyring/master-key.js';

const FIRST_LINE = 'IBYOK backup 1';
/** Far more than a header has. */
export const MAX_HEADER_BYTES = 16 * 1024;

/** A master key that a key management service keeps, so that the backup can be opened without its database. */
export interface KmsWrapped {
  readonly root: string;
  readonly wrapped: string;
}

/** What a backup shows to anybody: what it takes to open it. */
export interface BackupHeader {
  readonly id: string;
  readonly masterKeyId: string;
  /** Base64. */
  readonly wrappedKey: string;
  readonly kms: KmsWrapped | null;
}

/** A new backup's key, and the header that holds it, wrapped under a master key. */
export function newBackupKey(
  masterKey: MasterKey,
  kms: KmsWrapped | null,
): { readonly key: Buffer; readonly header: BackupHeader } {
  const id = randomBytes(16).toString('hex');
  const key = randomBytes(32);
  const wrappedKey = wrapBackupKey(masterKey, key, id).toString('base64');
  return { key, header: { id, masterKeyId: masterKey.id, wrappedKey, kms } };
}

/** The key of a backup; null where its header was changed. */
export function backupKeyOf({ id, wrappedKey }: BackupHeader, masterKey: MasterKey): Buffer | null {
  try {
    return unwrapBackupKey(masterKey, Buffer.from(wrappedKey, 'base64'), id);
  } catch {
    return null;
  }
}

/** A header as the bytes that a file begins with. */
export function encodeHeader(header: BackupHeader): Buffer {
  return Buffer.from(`${FIRST_LINE}\n${JSON.stringify(header)}\n`);
}

/** Reads the header that bytes begin with, and how long it is; null where they are of no backup. */
export function decodeHeader(
  bytes: Buffer,
): { readonly header: BackupHeader; readonly length: number } | null {
  const [first, second, ...rest] = bytes.toString('latin1').split('\n');
  if (first !== FIRST_LINE || second === undefined || rest.length === 0) return null;
  try {
    const header = JSON.parse(second) as BackupHeader;
    const whole = [header.id, header.masterKeyId, header.wrappedKey].every(
      (part) => typeof part === 'string',
    );
    return whole ? { header, length: first.length + second.length + 2 } : null;
  } catch {
    return null;
  }
}
