import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OpenTo } from '../http/declared-access.guard.js';
import { HealthState } from './health.dto.js';
import { ReadinessService } from './readiness.service.js';

@ApiTags('Health')
@OpenTo('anyone')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get('live')
  @ApiOkResponse({ type: HealthState })
  live(): HealthState {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOkResponse({ type: HealthState })
  ready(): Promise<HealthState> {
    return this.readiness.check();
  }
}
