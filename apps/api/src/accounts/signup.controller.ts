import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Browser, FromBrowser } from '../access/browser.js';
import { SessionCookie } from '../access/session-cookie.js';
import { OpenTo } from '../http/declared-access.guard.js';
import { Session, SignupBody, SignupState } from './accounts.dto.js';
import { SignupService } from './signup.service.js';

@ApiTags('Accounts')
@OpenTo('anyone')
@Controller('api/signup')
export class SignupController {
  constructor(
    private readonly signup: SignupService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @ApiOkResponse({ type: SignupState })
  state(): SignupState {
    return this.signup.state();
  }

  @Post()
  @ApiCreatedResponse({ type: Session })
  async signUp(
    @Body() body: SignupBody,
    @FromBrowser() browser: Browser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.cookie.hand(reply, await this.signup.signUp(body, browser));
  }
}
