import { parseEnvironment } from '@ibyok/mode-resolution';
import { Controller, Get, Query, Req, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { OpenTo } from '../http/declared-access.guard.js';
import { type Page, pageOf } from '../http/page.js';
import { UsageItem, UsageQuery } from '../usage/usage.dto.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { TakesEnvironment } from './environment-from-query.js';
import { EnvironmentPageQuery, KeyMode, KeyValue, ReadableKey } from './external.dto.js';
import { type ExternalCaller, FromExternalCaller } from './external-caller.js';
import { fetchRequestFrom } from './fetch-request.js';
import { ModeService } from './mode.service.js';
import { ReadableKeysService } from './readable-keys.service.js';
import { ValueService } from './value.service.js';

@ApiTags('External')
@ApiBearerAuth('accessToken')
@OpenTo('token')
@Controller('external')
export class ExternalController {
  constructor(
    private readonly values: ValueService,
    private readonly modes: ModeService,
    private readonly readableKeys: ReadableKeysService,
  ) {}

  @Get('keys/:keyId/value')
  @TakesEnvironment()
  @ApiParam({ name: 'keyId', type: String })
  @ApiOkResponse({ type: KeyValue })
  value(@Req() request: FastifyRequest): Promise<KeyValue> {
    return this.values.read(fetchRequestFrom(request));
  }

  @Get('keys/:keyId/mode')
  @TakesEnvironment()
  @ApiParam({ name: 'keyId', type: String })
  @ApiOkResponse({ type: KeyMode })
  mode(@Req() request: FastifyRequest): Promise<KeyMode> {
    return this.modes.read(fetchRequestFrom(request));
  }

  @Get('keys')
  @UseGuards(AccessTokenGuard)
  @ApiOkResponse({ type: pageOf(ReadableKey) })
  list(
    @Query() query: EnvironmentPageQuery,
    @FromExternalCaller() caller: ExternalCaller,
  ): Promise<Page<ReadableKey>> {
    return this.readableKeys.list(query, parseEnvironment(query.env ?? ''), caller);
  }

  @Get('usage')
  @UseGuards(AccessTokenGuard)
  @ApiOkResponse({ type: pageOf(UsageItem) })
  usage(@Query() query: UsageQuery, @FromExternalCaller() caller: ExternalCaller): Promise<Page<UsageItem>> {
    return this.readableKeys.usage(query, caller);
  }
}
