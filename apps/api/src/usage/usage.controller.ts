import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { type Page, pageOf } from '../http/page.js';
import { UsageItem, UsageQuery } from './usage.dto.js';
import { UsageService } from './usage.service.js';

@ApiTags('Usage')
@Controller('api/usage')
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(UsageItem) })
  count(@FromPerson() person: Person, @Query() query: UsageQuery): Promise<Page<UsageItem>> {
    return this.usage.count(person.tenantId, null, query);
  }
}
