import { decrypt, encrypt } from './aes-gcm.js';
import type { MasterKey } from './master-key.js';

/** Wraps the key of one backup under a master key, bound to that backup's id. */
export function wrapBackupKey({ key }: MasterKey, backupKey: Buffer, backupId: string): Buffer {
  return encrypt(key, backupKey, additionalData(backupId));
}

/** Opens what wrapBackupKey() returned; throws where the master key, the id or a bit of it differs. */
export function unwrapBackupKey({ key }: MasterKey, wrapped: Buffer, backupId: string): Buffer {
  return decrypt(key, wrapped, additionalData(backupId));
}

function additionalData(backupId: string): Buffer {
  return Buffer.from(`5:ibyok10:backup key${Buffer.byteLength(backupId)}:${backupId}`);
}
