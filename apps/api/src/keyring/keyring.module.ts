import { Global, Module } from '@nestjs/common';
import { CONFIG } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { Keyring } from './keyring.js';
import { KeyringRegistry } from './keyring-registry.js';
import { KnownMasterKeysRepository } from './known-master-keys.repository.js';
import { masterKeyFrom } from './master-key.js';

/** Offers the keyring to the rooms that seal and open values. */
@Global()
@Module({
  providers: [
    {
      provide: Keyring,
      inject: [CONFIG],
      useFactory: ({ masterKeys }: ServerConfig) =>
        new Keyring(masterKeys.map((masterKey) => masterKeyFrom(masterKey.reveal()))),
    },
    KnownMasterKeysRepository,
    KeyringRegistry,
  ],
  exports: [Keyring, KeyringRegistry],
})
export class KeyringModule {}
