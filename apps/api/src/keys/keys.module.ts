import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { GuardrailsModule } from '../guardrails/guardrails.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { CheckRecords } from './checks/check-records.js';
import { CheckSubjects } from './checks/check-subjects.js';
import { KeyCheckEntity } from './checks/key-check.entity.js';
import { KeyChecksController } from './checks/key-checks.controller.js';
import { KeyChecksRepository } from './checks/key-checks.repository.js';
import { KeyChecksService } from './checks/key-checks.service.js';
import { ProviderCalls } from './checks/provider-calls.js';
import { KeyEntity, KeyVersionEntity } from './key.entities.js';
import { KeyHistoryService } from './key-history.service.js';
import { KeyVersionsController } from './key-versions.controller.js';
import { KeyVersionsRepository } from './key-versions.repository.js';
import { KeyViews } from './key-views.js';
import { KeysController } from './keys.controller.js';
import { KeysRepository } from './keys.repository.js';
import { KeysService } from './keys.service.js';
import { NewKeysService } from './new-keys.service.js';
import { NewVersions } from './new-versions.js';
import { OverridesService } from './overrides.service.js';
import { RecordedDenials } from './recorded-denials.js';
import { RotationService } from './rotation.service.js';
import { StoredVersions } from './stored-versions.js';

/** Provider keys: metadata, versions, overrides, checks. */
@Module({
  imports: [
    TypeOrmModule.forFeature([KeyCheckEntity, KeyEntity, KeyVersionEntity]),
    GuardrailsModule,
    LimitsModule,
  ],
  controllers: [KeysController, KeyChecksController, KeyVersionsController],
  providers: [
    CheckRecords,
    CheckSubjects,
    KeyChecksRepository,
    KeyChecksService,
    KeyHistoryService,
    KeysRepository,
    KeysService,
    KeyVersionsRepository,
    KeyViews,
    NewKeysService,
    NewVersions,
    OverridesService,
    ProviderCalls,
    RecordedDenials,
    RotationService,
    StoredVersions,
  ],
})
export class KeysModule {}
