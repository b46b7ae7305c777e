import { lastFourOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { KeyVersion } from './key-version.dto.js';
import { toKeyVersion } from './key-version-view.js';
import { KeysRepository } from './keys.repository.js';
import { NewVersions } from './new-versions.js';
import { RecordedDenials } from './recorded-denials.js';
import { StoredVersions } from './stored-versions.js';
import { versionNumberFrom } from './version-number.js';

/** Gives keys new values: rotation and roll-back. The key's id, slug and overrides stay; the old value's expiry goes. */
@Injectable()
export class RotationService {
  constructor(
    private readonly database: TenantDatabase,
    private readonly keys: KeysRepository,
    private readonly newVersions: NewVersions,
    private readonly storedVersions: StoredVersions,
    private readonly denials: RecordedDenials,
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
    return this.denials.within(person, action, () => this.database.inTenant(person.tenantId, change));
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
    await this.keys.update(manager, key, { version, last4: lastFourOf(value), expiresAt: null });
    const detail = {
      ...(restoredFrom === null ? {} : { restoredFrom }),
      ...(key.expiresAt === null ? {} : { clearedExpiresAt: key.expiresAt.toISOString() }),
    };
    await this.audit.appendWithin(manager, {
      ...entryOf(person),
      action: restoredFrom === null ? 'key.rotated' : 'key.restored',
      outcome: 'allowed',
      keyId,
      keyVersion: version,
      ...(Object.keys(detail).length === 0 ? {} : { detail }),
    });
    return toKeyVersion(added);
  }
}
