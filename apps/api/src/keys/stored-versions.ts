import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Keyring } from '../keyring/keyring.js';
import { KeyVersionsRepository } from './key-versions.repository.js';

/** Opens stored versions, only to seal their values again as newer ones. */
@Injectable()
export class StoredVersions {
  constructor(
    private readonly keyring: Keyring,
    private readonly versions: KeyVersionsRepository,
  ) {}

  /** A version's value; throws 404 where there is none, UnopenableValueError where it does not open. */
  async open(manager: EntityManager, tenantId: string, keyId: string, version: number): Promise<string> {
    const stored = await this.versions.get(manager, tenantId, keyId, version);
    return this.keyring.open(stored, { tenantId, keyId, version });
  }
}
