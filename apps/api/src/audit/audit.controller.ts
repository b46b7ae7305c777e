import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { type Page, pageOf } from '../http/page.js';
import { AuditExportQuery, AuditQuery, AuditRecord } from './audit.dto.js';
import { AuditService } from './audit.service.js';
import { AuditExportService } from './export/audit-export.service.js';

@ApiTags('Audit')
@Controller('api/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditService,
    private readonly exporting: AuditExportService,
  ) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(AuditRecord) })
  list(@FromPerson() person: Person, @Query() query: AuditQuery): Promise<Page<AuditRecord>> {
    return this.audit.list(person.tenantId, query);
  }

  @Get('export')
  @ForRole('viewer')
  @ApiProduces('text/csv', 'application/jsonl')
  @ApiOkResponse({ description: 'A file of every record that the filters leave, newest first.' })
  export(@FromPerson() person: Person, @Query() query: AuditExportQuery): Promise<StreamableFile> {
    return this.exporting.export(person, query);
  }
}
