import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { ChangesView } from './changes.dto.js';
import { ChangesService } from './changes.service.js';

@ApiTags('Changes')
@Controller('api/changes')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: ChangesView })
  latest(@FromPerson() { tenantId }: Person): Promise<ChangesView> {
    return this.changes.latest(tenantId);
  }
}
