import { Injectable } from '@nestjs/common';
import { entryOf, type Person } from '../../access/person.js';
import { AuditLog } from '../../audit/audit-log.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { UnopenableValueError } from '../../keyring/keyring.js';
import { KeyringRegistry } from '../../keyring/keyring-registry.js';
import { CheckBudget } from '../../limits/check-budget.js';
import { KeysRepository } from '../keys.repository.js';
import { RecordedDenials } from '../recorded-denials.js';
import { StoredVersions } from '../stored-versions.js';
import { notChecked, type ProviderOutcome } from './check-outcome.js';
import type { KeyCheck } from './key-check.dto.js';
import { toKeyCheck } from './key-check-view.js';
import { KeyChecksRepository } from './key-checks.repository.js';
import { ProviderCalls } from './provider-calls.js';

/** A key's current version, opened for its provider. */
interface Subject {
  readonly keyId: string;
  readonly llmType: string;
  readonly version: number;
  /** Null where it does not open. */
  readonly value: string | null;
}

/** Checks whether stored keys open, and whether their providers accept them. */
@Injectable()
export class KeyChecksService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly registry: KeyringRegistry,
    private readonly keys: KeysRepository,
    private readonly versions: StoredVersions,
    private readonly checks: KeyChecksRepository,
    private readonly providers: ProviderCalls,
    private readonly budget: CheckBudget,
    private readonly denials: RecordedDenials,
    private readonly audit: AuditLog,
  ) {}

  /** Checks a key's current version, with its record. No transaction waits for the provider. */
  async check(person: Person, keyId: string): Promise<KeyCheck> {
    await this.registry.assertComplete();
    const subject = await this.denials.within(person, 'key.checked', () => this.open(person, keyId));
    return this.budget.within(person.tenantId, keyId, async () => {
      const { value, llmType } = subject;
      const outcome =
        value === null ? notChecked('not_decryptable') : await this.providers.ask(llmType, value);
      return this.keep(person, subject, outcome);
    });
  }

  private open({ tenantId }: Person, keyId: string): Promise<Subject> {
    return this.database.inTenant(tenantId, async (manager) => {
      const { llmType, version } = await this.keys.get(manager, tenantId, keyId);
      const value = await this.versions.open(manager, tenantId, keyId, version).catch((error: unknown) => {
        if (error instanceof UnopenableValueError) return null;
        throw error;
      });
      return { keyId, llmType, version, value };
    });
  }

  private keep(
    person: Person,
    { keyId, version, value }: Subject,
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
