import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Person } from '../../access/person.js';
import { ForRole, FromPerson } from '../../access/session.guard.js';
import { IdentifierFromPath } from '../../http/identifier.pipe.js';
import { type Page, PageQuery, pageOf } from '../../http/page.js';
import { CreatedInvitation, Invitation, NewInvitation } from './invitation.dto.js';
import { InvitationsService } from './invitations.service.js';
import { InvitingService } from './inviting.service.js';

@ApiTags('Members')
@Controller('api/invitations')
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly inviting: InvitingService,
  ) {}

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: pageOf(Invitation) })
  list(@FromPerson() person: Person, @Query() query: PageQuery): Promise<Page<Invitation>> {
    return this.invitations.list(person, query);
  }

  @Post()
  @ForRole('admin')
  @ApiCreatedResponse({ type: CreatedInvitation })
  invite(@FromPerson() person: Person, @Body() body: NewInvitation): Promise<CreatedInvitation> {
    return this.inviting.invite(person, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @ForRole('admin')
  @ApiNoContentResponse()
  withdraw(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<void> {
    return this.invitations.withdraw(person, id);
  }
}
