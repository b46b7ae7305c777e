import { Injectable } from '@nestjs/common';
import type { Person } from '../../access/person.js';
import { TenantDatabase } from '../../database/tenant-database.js';
import { UnopenableValueError } from '../../keyring/keyring.js';
import { KeyringRegistry } from '../../keyring/keyring-registry.js';
import { KeysRepository } from '../keys.repository.js';
import { RecordedDenials } from '../recorded-denials.js';
import { StoredVersions } from '../stored-versions.js';

/** A key's current version, opened for its provider. */
export interface CheckSubject {
  readonly keyId: string;
  readonly llmType: string;
  readonly version: number;
  /** Null where it does not open. */
  readonly value: string | null;
}

/** Finds and opens what a check is of. Whoever may not, or asks for no key of theirs, is on record. */
@Injectable()
export class CheckSubjects {
  constructor(
    private readonly database: TenantDatabase,
    private readonly registry: KeyringRegistry,
    private readonly keys: KeysRepository,
    private readonly versions: StoredVersions,
    private readonly denials: RecordedDenials,
  ) {}

  /** Throws 403 or 404 where the person may check no such key. Opens nothing. */
  async assertCheckable(person: Person, keyId: string): Promise<void> {
    await this.registry.assertComplete();
    const { tenantId } = person;
    await this.denials.within(person, 'key.checked', () =>
      this.database.inTenant(tenantId, (manager) => this.keys.get(manager, tenantId, keyId)),
    );
  }

  /** Opens the key's current version; throws 404 where the key is gone meanwhile. */
  open(person: Person, keyId: string): Promise<CheckSubject> {
    const { tenantId } = person;
    return this.denials.within(person, 'key.checked', () =>
      this.database.inTenant(tenantId, async (manager) => {
        const { llmType, version } = await this.keys.get(manager, tenantId, keyId);
        const value = await this.versions.open(manager, tenantId, keyId, version).catch((error: unknown) => {
          if (error instanceof UnopenableValueError) return null;
          throw error;
        });
        return { keyId, llmType, version, value };
      }),
    );
  }
}
