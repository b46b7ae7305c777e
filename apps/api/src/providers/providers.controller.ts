import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ForRole } from '../access/session.guard.js';
import { type Page, PageQuery, pageOf } from '../http/page.js';
import { ProviderView } from './providers.dto.js';
import { ProvidersService } from './providers.service.js';

@ApiTags('Providers')
@ForRole('viewer')
@Controller('api/providers')
export class ProvidersController {
  constructor(private readonly providers: ProvidersService) {}

  @Get()
  @ApiOkResponse({ type: pageOf(ProviderView) })
  list(@Query() query: PageQuery): Page<ProviderView> {
    return this.providers.list(query);
  }
}
