import { Body, Controller, Delete, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Browser, FromBrowser } from '../access/browser.js';
import type { Person } from '../access/person.js';
import { ForRole, FromPerson } from '../access/session.guard.js';
import { SessionCookie } from '../access/session-cookie.js';
import { OpenTo } from '../http/declared-access.guard.js';
import { Session, SignInBody } from './accounts.dto.js';
import { SessionsService, toSession } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('Accounts')
@Controller('api/session')
export class SessionController {
  constructor(
    private readonly signingIn: SignInService,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post()
  @OpenTo('anyone')
  @ApiCreatedResponse({ type: Session })
  async signIn(
    @Body() body: SignInBody,
    @FromBrowser() browser: Browser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const former = await this.cookie.read(browser.cookies);
    return this.cookie.hand(reply, await this.signingIn.signIn(body, browser, former));
  }

  @Get()
  @ForRole('viewer')
  @ApiOkResponse({ type: Session })
  whoAmI(@FromPerson() person: Person): Session {
    return toSession(person);
  }

  @Delete()
  @HttpCode(204)
  @ForRole('viewer')
  @ApiNoContentResponse()
  async signOut(
    @FromPerson() person: Person,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.end(person);
    this.cookie.clear(reply);
  }
}
