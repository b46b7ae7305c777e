import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { IdentifierFromPath } from '../http/identifier.pipe.js';
import { type Page, PageQuery, pageOf } from '../http/page.js';
import { KeyReader } from './reader.dto.js';
import { ReadersService } from './readers.service.js';

@ApiTags('Keys')
@Controller('api/keys/:id/readers')
export class ReadersController {
  constructor(private readonly readers: ReadersService) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(KeyReader) })
  list(
    @FromPerson() person: Person,
    @Param('id', IdentifierFromPath) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<KeyReader>> {
    return this.readers.list(person.tenantId, id, query);
  }
}
