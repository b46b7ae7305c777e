import type { KeyCheck } from './key-check.dto.js';
import type { KeyCheckEntity } from './key-check.entity.js';

/** A check as the API shows it. */
export function toKeyCheck(check: Omit<KeyCheckEntity, 'tenantId' | 'keyId'>): KeyCheck {
  return {
    version: check.version,
    checkedAt: check.checkedAt.toISOString(),
    decryptable: check.decryptable,
    provider: check.provider,
    reason: check.reason,
    httpStatus: check.httpStatus,
  };
}
