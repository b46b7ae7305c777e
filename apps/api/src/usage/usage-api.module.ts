import { Module } from '@nestjs/common';
import { ReadersController } from './readers.controller.js';
import { ReadersRepository } from './readers.repository.js';
import { ReadersService } from './readers.service.js';
import { UsageController } from './usage.controller.js';
import { UsageModule } from './usage.module.js';
import { UsageSums } from './usage-sums.js';

/** Shows people their workspace's fetches over time, and sums them up. */
@Module({
  imports: [UsageModule],
  controllers: [ReadersController, UsageController],
  providers: [ReadersRepository, ReadersService, UsageSums],
})
export class UsageApiModule {}
