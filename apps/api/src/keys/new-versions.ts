import { lastFourOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Person } from '../access/person.js';
import { Keyring } from '../keyring/keyring.js';
import { KeyringRegistry } from '../keyring/keyring-registry.js';
import type { KeyVersionEntity } from './key.entities.js';
import { KeyVersionsRepository } from './key-versions.repository.js';

interface NewVersion {
  readonly keyId: string;
  readonly version: number;
  readonly value: string;
  readonly restoredFrom: number | null;
}

/** Seals values into versions: the one way by which a value reaches the database. */
@Injectable()
export class NewVersions {
  constructor(
    private readonly keyring: Keyring,
    private readonly registry: KeyringRegistry,
    private readonly versions: KeyVersionsRepository,
  ) {}

  /** Throws 503 where the server's master key is not the data's. */
  assertCanSeal(): Promise<void> {
    return this.registry.assertComplete();
  }

  /** Stores a value as a version of a key, bound to its place; within the tenant's transaction. */
  insert(manager: EntityManager, person: Person, added: NewVersion): Promise<KeyVersionEntity> {
    const { tenantId } = person;
    const { keyId, version, value, restoredFrom } = added;
    const sealed = this.keyring.seal(value, { tenantId, keyId, version });
    return this.versions.insert(manager, {
      tenantId,
      keyId,
      version,
      ...sealed,
      last4: lastFourOf(value),
      createdById: person.accountId,
      createdByName: person.email,
      restoredFrom,
    });
  }
}
