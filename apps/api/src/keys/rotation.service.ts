import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { assertRole } from '../access/assert-role.js';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { Problem } from '../http/problem.js';
import { lastFourOf } from './key-value.js';
import type { KeyVersion } from './key-version.dto.js';
import { toKeyVersion } from './key-version-view.js';
import { KeysRepository } from './keys.repository.js';
import { NewVersions } from './new-versions.js';
import { StoredVersions } from './stored-versions.js';
import { versionNumberFrom } from './version-number.js';

/** Gives keys new values: rotation and roll-back. The key's id, slug and overrides stay. */
@Injectable()
export class RotationService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly newVersions: NewVersions,
    private readonly storedVersions: StoredVersions,
    private readonly audit: AuditLog,
  ) {}

  /** Makes a value the key's newest version. */
  rotate(person: Person, keyId: string, value: string): Promise<KeyVersion> {
    return this.recordingDenial(person, 'key.rotated', (manager) =>
      this.add(manager, person, keyId, async () => value),
    );
  }

  /** Makes an old version's value the newest version; history keeps both. Takes the number as the path has it. */
  restore(person: Person, keyId: string, number: string): Promise<KeyVersion> {
    const version = versionNumberFrom(number);
    return this.recordingDenial(person, 'key.restored', (manager) =>
      this.add(
        manager,
        person,
        keyId,
        () => this.storedVersions.open(manager, person.tenantId, keyId, version),
        version,
      ),
    );
  }

  /** Changes a value in one transaction; a person who may not, or no such key, is on record too. */
  private async recordingDenial(
    person: Person,
    action: 'key.rotated' | 'key.restored',
    change: (manager: EntityManager) => Promise<KeyVersion>,
  ): Promise<KeyVersion> {
    await this.newVersions.assertCanSeal();
    try {
      assertRole(person, 'member');
      return await this.database.inTenant(person.tenantId, change);
    } catch (error) {
      // The key asked for may be another tenant's or none: its id does not enter this tenant's record.
      if (error instanceof Problem && (error.status === 403 || error.status === 404)) {
        await this.audit.append({ ...entryOf(person), action, outcome: 'denied', reason: error.code });
      }
      throw error;
    }
  }

  private async add(
    manager: EntityManager,
    person: Person,
    keyId: string,
    readValue: () => Promise<string>,
    restoredFrom: number | null = null,
  ): Promise<KeyVersion> {
    const key = await this.keys.getForChange(manager, person.tenantId, keyId);
    const value = await readValue();
    const version = key.version + 1;
    const added = await this.newVersions.insert(manager, person, { keyId, version, value, restoredFrom });
    await this.keys.update(manager, key, { version, last4: lastFourOf(value) });
    await this.audit.appendWithin(manager, {
      ...entryOf(person),
      action: restoredFrom === null ? 'key.rotated' : 'key.restored',
      outcome: 'allowed',
      keyId,
      keyVersion: version,
      ...(restoredFrom === null ? {} : { detail: { restoredFrom } }),
    });
    return toKeyVersion(added);
  }
}
