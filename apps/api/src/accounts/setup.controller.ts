import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Browser, FromBrowser } from '../access/browser.js';
import { SessionCookie } from '../access/session-cookie.js';
import { OpenTo } from '../http/declared-access.guard.js';
import { Session, SetupBody, SetupState } from './accounts.dto.js';
import { SetupService } from './setup.service.js';

@ApiTags('Accounts')
@OpenTo('anyone')
@Controller('api/setup')
export class SetupController {
  constructor(
    private readonly setup: SetupService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @ApiOkResponse({ type: SetupState })
  state(): Promise<SetupState> {
    return this.setup.state();
  }

  @Post()
  @ApiCreatedResponse({ type: Session })
  async complete(
    @Body() body: SetupBody,
    @FromBrowser() browser: Browser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.cookie.hand(reply, await this.setup.complete(body, browser));
  }
}
