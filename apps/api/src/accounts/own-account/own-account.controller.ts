import { Body, Controller, Delete, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Person } from '../../access/person.js';
import { ForRole, FromPerson } from '../../access/session.guard.js';
import { SessionCookie } from '../../access/session-cookie.js';
import { type Page, PageQuery, pageOf } from '../../http/page.js';
import { OwnSession, PasswordChange } from './own-account.dto.js';
import { OwnSessionsService } from './own-sessions.service.js';
import { PasswordChangeService } from './password-change.service.js';

/** What people do with their own account, whichever workspace they are in. */
@ApiTags('Accounts')
@ForRole('viewer')
@Controller('api/account')
export class OwnAccountController {
  constructor(
    private readonly passwordChange: PasswordChangeService,
    private readonly sessions: OwnSessionsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('password')
  @HttpCode(204)
  @ApiNoContentResponse({
    description: 'Every session of the account has ended; the cookie is of a new one.',
  })
  async changePassword(
    @FromPerson() person: Person,
    @Body() body: PasswordChange,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.cookie.hand(reply, await this.passwordChange.change(person, body));
  }

  @Get('sessions')
  @ApiOkResponse({ type: pageOf(OwnSession) })
  list(@FromPerson() person: Person, @Query() query: PageQuery): Promise<Page<OwnSession>> {
    return this.sessions.list(person, query);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'Signed out everywhere, here too.' })
  async endAll(@FromPerson() person: Person, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.endAll(person);
    this.cookie.clear(reply);
  }
}
