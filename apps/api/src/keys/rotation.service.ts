import { lastFourOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { entryOf, type Person } from '../access/person.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { KeyAuthor } from './key-author.js';
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
    return this.denials.within(person, 'key.rotated', () => this.rotateAs(entryOf(person), keyId, value));
  }

  /** The same for whoever may: their caller has seen to that, and to the record of those who may not. */
  rotateAs(author: KeyAuthor, keyId: string, value: string): Promise<KeyVersion> {
    return this.changing(author, (manager) => this.add(manager, author, keyId, async () => value));
  }

  /** Makes an old version's value the newest version; history keeps both. Takes the number as the path has it. */
  restore(person: Person, keyId: string, number: string): Promise<KeyVersion> {
    const version = versionNumberFrom(number);
    const author = entryOf(person);
    const { tenantId } = author;
    return this.denials.within(person, 'key.restored', () =>
      this.changing(author, (manager) =>
        this.add(
          manager,
          author,
          keyId,
          () => this.storedVersions.open(manager, tenantId, keyId, version),
          version,
        ),
      ),
    );
  }

  private async changing<Result>(
    { tenantId }: KeyAuthor,
    change: (manager: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    await this.newVersions.assertCanSeal();
    return this.database.inTenant(tenantId, change);
  }

  private async add(
    manager: EntityManager,
    author: KeyAuthor,
    keyId: string,
    readValue: () => Promise<string>,
    restoredFrom: number | null = null,
  ): Promise<KeyVersion> {
    const key = await this.keys.getForChange(manager, author.tenantId, keyId);
    const value = await readValue();
    const version = key.version + 1;
    const added = await this.newVersions.insert(manager, author, { keyId, version, value, restoredFrom });
    await this.keys.update(manager, key, { version, last4: lastFourOf(value), expiresAt: null });
    const detail = {
      ...(restoredFrom === null ? {} : { restoredFrom }),
      ...(key.expiresAt === null ? {} : { clearedExpiresAt: key.expiresAt.toISOString() }),
    };
    await this.audit.appendWithin(manager, {
      ...author,
      action: restoredFrom === null ? 'key.rotated' : 'key.restored',
      outcome: 'allowed',
      keyId,
      keyVersion: version,
      ...(Object.keys(detail).length === 0 ? {} : { detail }),
    });
    return toKeyVersion(added);
  }
}
