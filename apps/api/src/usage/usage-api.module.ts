import { Module } from '@nestjs/common';
import { NamesRepository } from './by-day/names.repository.js';
import { SeriesRepository } from './by-day/series.repository.js';
import { SeriesService } from './by-day/series.service.js';
import { UsageExportService } from './by-day/usage-export.service.js';
import { ReadersController } from './readers.controller.js';
import { ReadersRepository } from './readers.repository.js';
import { ReadersService } from './readers.service.js';
import { UsageController } from './usage.controller.js';
import { UsageModule } from './usage.module.js';

/** Shows people their workspace's fetches over time. */
@Module({
  imports: [UsageModule],
  controllers: [ReadersController, UsageController],
  providers: [
    NamesRepository,
    ReadersRepository,
    ReadersService,
    SeriesRepository,
    SeriesService,
    UsageExportService,
  ],
})
export class UsageApiModule {}
