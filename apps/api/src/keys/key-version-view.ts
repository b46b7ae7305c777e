import type { KeyVersionEntity } from './key.entities.js';
import type { KeyVersion } from './key-version.dto.js';

/** A version as the API shows it. */
export function toKeyVersion(version: KeyVersionEntity): KeyVersion {
  return {
    version: version.version,
    createdAt: version.createdAt.toISOString(),
    createdBy: { id: version.createdById, name: version.createdByName },
    ...(version.restoredFrom === null ? {} : { restoredFrom: version.restoredFrom }),
  };
}
