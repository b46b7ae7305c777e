import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GuardrailsModule } from '../guardrails/guardrails.module.js';
import { KeyEntity, KeyVersionEntity } from './key.entities.js';
import { KeyHistoryService } from './key-history.service.js';
import { KeyVersionsController } from './key-versions.controller.js';
import { KeyVersionsRepository } from './key-versions.repository.js';
import { KeysController } from './keys.controller.js';
import { KeysRepository } from './keys.repository.js';
import { KeysService } from './keys.service.js';
import { NewKeysService } from './new-keys.service.js';
import { NewVersions } from './new-versions.js';
import { OverridesService } from './overrides.service.js';
import { RotationService } from './rotation.service.js';
import { StoredVersions } from './stored-versions.js';

/** Provider keys: metadata, versions, overrides. */
@Module({
  imports: [TypeOrmModule.forFeature([KeyEntity, KeyVersionEntity]), GuardrailsModule],
  controllers: [KeysController, KeyVersionsController],
  providers: [
    KeyHistoryService,
    KeysRepository,
    KeysService,
    KeyVersionsRepository,
    NewKeysService,
    NewVersions,
    OverridesService,
    RotationService,
    StoredVersions,
  ],
})
export class KeysModule {}
