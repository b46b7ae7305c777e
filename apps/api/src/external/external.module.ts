import { Module } from '@nestjs/common';
import { ServerAddress } from '../http/server-address.js';
import { LimitsModule } from '../limits/limits.module.js';
import { UsageModule } from '../usage/usage.module.js';
import { Admission } from './admission.js';
import { ExternalController } from './external.controller.js';
import { FactsRepository } from './facts.repository.js';
import { KeyValues } from './key-values.js';
import { ModeService } from './mode.service.js';
import { ReadableKeysRepository } from './readable-keys.repository.js';
import { ReadableKeysService } from './readable-keys.service.js';
import { RefusedTokens } from './refused-tokens.js';
import { ValueService } from './value.service.js';

/** The machine API: what applications call. */
@Module({
  imports: [LimitsModule, UsageModule],
  controllers: [ExternalController],
  providers: [
    Admission,
    FactsRepository,
    KeyValues,
    ModeService,
    ReadableKeysRepository,
    ReadableKeysService,
    RefusedTokens,
    ServerAddress,
    ValueService,
  ],
})
export class ExternalModule {}
