import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OpenTo } from '../http/declared-access.guard.js';
import { Whoami } from './external.dto.js';
import { type ExternalCaller, FromExternalCaller } from './external-caller.js';
import { WhoamiService } from './whoami.service.js';

@ApiTags('External')
@ApiBearerAuth('accessToken')
@OpenTo('token')
@Controller('external/whoami')
export class WhoamiController {
  constructor(private readonly whoami: WhoamiService) {}

  @Get()
  @ApiOkResponse({ type: Whoami })
  read(@FromExternalCaller() caller: ExternalCaller): Promise<Whoami> {
    return this.whoami.read(caller);
  }
}
