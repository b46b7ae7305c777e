import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { IdentifierFromPath } from '../http/identifier.pipe.js';
import { type Page, PageQuery, pageOf } from '../http/page.js';
import { KeyHistoryService } from './key-history.service.js';
import { KeyVersion, NewKeyVersion } from './key-version.dto.js';
import { RotationService } from './rotation.service.js';

/** Changing a value needs the role member, which the service checks: it records who tried without. */
@ApiTags('Keys')
@Controller('api/keys/:id/versions')
export class KeyVersionsController {
  constructor(
    private readonly history: KeyHistoryService,
    private readonly rotation: RotationService,
  ) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(KeyVersion) })
  list(
    @FromPerson() person: Person,
    @Param('id', IdentifierFromPath) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<KeyVersion>> {
    return this.history.list(person, id, query);
  }

  @Post()
  @ForRole('viewer')
  @ApiCreatedResponse({ type: KeyVersion })
  rotate(
    @FromPerson() person: Person,
    @Param('id', IdentifierFromPath) id: string,
    @Body() body: NewKeyVersion,
  ): Promise<KeyVersion> {
    return this.rotation.rotate(person, id, body.value);
  }

  @Post(':n/restore')
  @ForRole('viewer')
  @ApiParam({ name: 'n', type: 'integer' })
  @ApiCreatedResponse({ type: KeyVersion })
  restore(
    @FromPerson() person: Person,
    @Param('id', IdentifierFromPath) id: string,
    @Param('n') n: string,
  ): Promise<KeyVersion> {
    return this.rotation.restore(person, id, n);
  }
}
