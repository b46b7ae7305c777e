import { lastFourOf } from '@ibyok/providers';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyring } from '../keyring/keyring.js';
import { KeyringRegistry } from '../keyring/keyring-registry.js';
import type { KeyVersionEntity } from './key.entities.js';
import type { KeyAuthor } from './key-author.js';
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
  insert(manager: EntityManager, author: KeyAuthor, added: NewVersion): Promise<KeyVersionEntity> {
    const { tenantId, actor } = author;
    const { keyId, version, value, restoredFrom } = added;
    const sealed = this.keyring.seal(value, { tenantId, keyId, version });
    return this.versions.insert(manager, {
      tenantId,
      keyId,
      version,
      ...sealed,
      last4: lastFourOf(value),
      createdById: actor.id,
      createdByName: actor.name,
      restoredFrom,
    });
  }
}
