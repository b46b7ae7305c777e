import { type Environment, parseEnvironment } from '@ibyok/mode-resolution';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { IdentifierFromPath } from '../http/identifier.pipe.js';
import { type Page, pageOf } from '../http/page.js';
import { UsageItem, UsageQuery } from '../usage/usage.dto.js';
import { EnvironmentFromQuery, TakesEnvironment } from './environment-from-query.pipe.js';
import { EnvironmentPageQuery, KeyMode, KeyValue, ReadableKey } from './external.dto.js';
import { type ExternalCaller, FromExternalCaller } from './external-caller.js';
import { ModeService } from './mode.service.js';
import { ReadableKeysService } from './readable-keys.service.js';
import { ValueService } from './value.service.js';

@ApiTags('External')
@ApiBearerAuth('accessToken')
@Controller('external')
export class ExternalController {
  constructor(
    private readonly values: ValueService,
    private readonly modes: ModeService,
    private readonly readableKeys: ReadableKeysService,
  ) {}

  @Get('keys/:keyId/value')
  @TakesEnvironment()
  @ApiOkResponse({ type: KeyValue })
  value(
    @Param('keyId', IdentifierFromPath) keyId: string,
    @Query(EnvironmentFromQuery) environment: Environment | null,
    @FromExternalCaller() caller: ExternalCaller,
  ): Promise<KeyValue> {
    return this.values.read(keyId, environment, caller);
  }

  @Get('keys/:keyId/mode')
  @TakesEnvironment()
  @ApiOkResponse({ type: KeyMode })
  mode(
    @Param('keyId', IdentifierFromPath) keyId: string,
    @Query(EnvironmentFromQuery) environment: Environment | null,
    @FromExternalCaller() caller: ExternalCaller,
  ): Promise<KeyMode> {
    return this.modes.read(keyId, environment, caller);
  }

  @Get('keys')
  @ApiOkResponse({ type: pageOf(ReadableKey) })
  list(
    @Query() query: EnvironmentPageQuery,
    @FromExternalCaller() caller: ExternalCaller,
  ): Promise<Page<ReadableKey>> {
    return this.readableKeys.list(query, parseEnvironment(query.env ?? ''), caller);
  }

  @Get('usage')
  @ApiOkResponse({ type: pageOf(UsageItem) })
  usage(@Query() query: UsageQuery, @FromExternalCaller() caller: ExternalCaller): Promise<Page<UsageItem>> {
    return this.readableKeys.usage(query, caller);
  }
}
