import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { type Page, pageOf } from '../http/page.js';
import { AuditQuery, AuditRecord } from './audit.dto.js';
import { AuditService } from './audit.service.js';

@ApiTags('Audit')
@Controller('api/audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(AuditRecord) })
  list(@FromPerson() person: Person, @Query() query: AuditQuery): Promise<Page<AuditRecord>> {
    return this.audit.list(person.tenantId, query);
  }
}
