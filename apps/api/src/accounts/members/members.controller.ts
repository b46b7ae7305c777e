import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../../access/person.js';
import { ForRole, FromPerson } from '../../access/session.guard.js';
import { IdentifierFromPath } from '../../http/identifier.pipe.js';
import { type Page, PageQuery, pageOf } from '../../http/page.js';
import { MemberChanges, MemberView } from './member.dto.js';
import { MembersService } from './members.service.js';

@ApiTags('Members')
@Controller('api/members')
export class MembersController {
  constructor(private readonly members: MembersService) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(MemberView) })
  list(@FromPerson() person: Person, @Query() query: PageQuery): Promise<Page<MemberView>> {
    return this.members.list(person, query);
  }

  @Patch(':id')
  @ForRole('admin')
  @ApiOkResponse({ type: MemberView })
  changeRole(
    @FromPerson() person: Person,
    @Param('id', IdentifierFromPath) id: string,
    @Body() { role }: MemberChanges,
  ): Promise<MemberView> {
    return this.members.changeRole(person, id, role);
  }

  /** For everybody: who is no admin may remove themselves. */
  @Delete(':id')
  @HttpCode(204)
  @ForRole('viewer')
  @ApiNoContentResponse()
  remove(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<void> {
    return this.members.remove(person, id);
  }
}
