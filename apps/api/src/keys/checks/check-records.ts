import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import type { ProviderOutcome } from './check-outcome.js';
import type { CheckSubject } from './check-subjects.js';
import type { KeyCheck } from './key-check.dto.js';
import { toKeyCheck } from './key-check-view.js';
import { KeyChecksRepository } from './key-checks.repository.js';

/** Writes down that a check begins, and what came of it. */
@Injectable()
export class CheckRecords {
  constructor(
    private readonly database: TenantDatabase,
    private readonly checks: KeyChecksRepository,
    private readonly audit: AuditLog,
  ) {}

  /** Records that a value is about to leave for its provider; resolves once that is committed, else throws 503. */
  started(person: Person, { keyId, version }: CheckSubject): Promise<void> {
    return this.audit.append({
      ...entryOf(person),
      action: 'key.check.started',
      outcome: 'allowed',
      keyId,
      keyVersion: version,
    });
  }

  /** Keeps the outcome as the key's latest check, with its record. */
  ended(
    person: Person,
    { keyId, version, value }: CheckSubject,
    outcome: ProviderOutcome,
  ): Promise<KeyCheck> {
    const { tenantId } = person;
    const found = { version, decryptable: value !== null, ...outcome };
    return this.database.inTenant(tenantId, async (manager) => {
      const checkedAt = await this.checks.keep(manager, { tenantId, keyId, ...found });
      const { provider, reason, httpStatus, decryptable } = found;
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'key.checked',
        outcome: 'allowed',
        keyId,
        keyVersion: version,
        detail: { decryptable, provider, reason, httpStatus },
      });
      return toKeyCheck({ ...found, checkedAt });
    });
  }
}
