import { Module } from '@nestjs/common';
import { UsageRepository } from './usage.repository.js';
import { UsageService } from './usage.service.js';
import { UsageMarkRepository } from './usage-mark.repository.js';

/** Fetches over time, counted from sums and from the record. */
@Module({
  providers: [UsageMarkRepository, UsageRepository, UsageService],
  exports: [UsageMarkRepository, UsageRepository, UsageService],
})
export class UsageModule {}
