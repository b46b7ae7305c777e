import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { ReadinessService } from './readiness.service.js';

/** Whether the process lives and may be sent requests. */
@Module({ controllers: [HealthController], providers: [ReadinessService] })
export class HealthModule {}
