import { Module } from '@nestjs/common';
import { ServerAddress } from '../http/server-address.js';
import { KeyWritingModule } from '../keys/key-writing.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { UsageModule } from '../usage/usage.module.js';
import { Admission } from './admission.js';
import { ExternalController } from './external.controller.js';
import { FactsRepository } from './facts.repository.js';
import { FetchBatching } from './fetch-batching.js';
import { FetchDecision } from './fetch-decision.js';
import { FetchRecordRepository } from './fetch-record.repository.js';
import { KeyValues } from './key-values.js';
import { KeyWritesController } from './key-writes.controller.js';
import { KeyWritesService } from './key-writes.service.js';
import { ModeService } from './mode.service.js';
import { ReadableKeysRepository } from './readable-keys.repository.js';
import { ReadableKeysService } from './readable-keys.service.js';
import { RefusedTokens } from './refused-tokens.js';
import { ValueService } from './value.service.js';
import { WhoamiController } from './whoami.controller.js';
import { WhoamiRepository } from './whoami.repository.js';
import { WhoamiService } from './whoami.service.js';

/** The machine API: what applications call. */
@Module({
  imports: [KeyWritingModule, LimitsModule, UsageModule],
  controllers: [ExternalController, KeyWritesController, WhoamiController],
  providers: [
    Admission,
    FactsRepository,
    FetchBatching,
    FetchDecision,
    FetchRecordRepository,
    KeyValues,
    KeyWritesService,
    ModeService,
    ReadableKeysRepository,
    ReadableKeysService,
    RefusedTokens,
    ServerAddress,
    ValueService,
    WhoamiRepository,
    WhoamiService,
  ],
})
export class ExternalModule {}
