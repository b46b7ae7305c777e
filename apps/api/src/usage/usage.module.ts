import { Module } from '@nestjs/common';
import { UsageRepository } from './usage.repository.js';
import { UsageService } from './usage.service.js';
import { UsageMarkRepository } from './usage-mark.repository.js';
import { UsageSums } from './usage-sums.js';

/** Fetches over time, counted from sums and from the record, and summed up. */
@Module({
  providers: [UsageMarkRepository, UsageRepository, UsageService, UsageSums],
  exports: [UsageMarkRepository, UsageRepository, UsageService],
})
export class UsageModule {}
