import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { OpenTo } from '../http/declared-access.guard.js';
import { IdentifierFromPath } from '../http/identifier.pipe.js';
import { NewKey } from '../keys/key.dto.js';
import { NewKeyVersion } from '../keys/key-version.dto.js';
import { AccessTokenGuard } from './access-token.guard.js';
import { WrittenKey, WrittenVersion } from './external.dto.js';
import { type ExternalCaller, FromExternalCaller } from './external-caller.js';
import { KeyWritesService } from './key-writes.service.js';

@ApiTags('External')
@ApiBearerAuth('accessToken')
@OpenTo('token')
@UseGuards(AccessTokenGuard)
@Controller('external/keys')
export class KeyWritesController {
  constructor(private readonly keys: KeyWritesService) {}

  @Post()
  @ApiCreatedResponse({ type: WrittenKey })
  create(@Body() body: NewKey, @FromExternalCaller() caller: ExternalCaller): Promise<WrittenKey> {
    return this.keys.create(body, caller);
  }

  @Post(':keyId/versions')
  @ApiCreatedResponse({ type: WrittenVersion })
  rotate(
    @Param('keyId', IdentifierFromPath) keyId: string,
    @Body() { value }: NewKeyVersion,
    @FromExternalCaller() caller: ExternalCaller,
  ): Promise<WrittenVersion> {
    return this.keys.rotate(keyId, value, caller);
  }
}
