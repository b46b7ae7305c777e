import { Module } from '@nestjs/common';
import { GuardrailsModule } from '../guardrails/guardrails.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { CheckRecords } from './checks/check-records.js';
import { CheckSubjects } from './checks/check-subjects.js';
import { KeyChecksController } from './checks/key-checks.controller.js';
import { KeyChecksService } from './checks/key-checks.service.js';
import { ProviderCalls } from './checks/provider-calls.js';
import { KeyHistoryService } from './key-history.service.js';
import { KeyVersionsController } from './key-versions.controller.js';
import { KeyWritingModule } from './key-writing.module.js';
import { KeysController } from './keys.controller.js';
import { KeysService } from './keys.service.js';
import { OverridesService } from './overrides.service.js';

/** Provider keys: metadata, versions, overrides, checks. */
@Module({
  imports: [KeyWritingModule, GuardrailsModule, LimitsModule],
  controllers: [KeysController, KeyChecksController, KeyVersionsController],
  providers: [
    CheckRecords,
    CheckSubjects,
    KeyChecksService,
    KeyHistoryService,
    KeysService,
    OverridesService,
    ProviderCalls,
  ],
})
export class KeysModule {}
