import { Module } from '@nestjs/common';
import { UsageController } from './usage.controller.js';
import { UsageModule } from './usage.module.js';

/** Shows people their workspace's fetches over time. */
@Module({ imports: [UsageModule], controllers: [UsageController] })
export class UsageApiModule {}
