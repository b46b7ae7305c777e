import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { type Browser, FromBrowser } from '../../access/browser.js';
import { SessionCookie } from '../../access/session-cookie.js';
import { OpenTo } from '../../http/declared-access.guard.js';
import { Session } from '../accounts.dto.js';
import { AcceptanceService } from './acceptance.service.js';
import { AcceptedInvitation, InvitationReference, OfferedInvitation } from './invitation.dto.js';

/** For whoever holds an invitation's token. It is sent in a body: an address would be logged. */
@ApiTags('Members')
@OpenTo('anyone')
@Controller('api/invitations')
export class AcceptanceController {
  constructor(
    private readonly acceptance: AcceptanceService,
    private readonly cookie: SessionCookie,
  ) {}

  @Post('look-up')
  @HttpCode(200)
  @ApiOkResponse({ type: OfferedInvitation })
  lookUp(@Body() { invitationToken }: InvitationReference): Promise<OfferedInvitation> {
    return this.acceptance.lookUp(invitationToken);
  }

  @Post('accept')
  @ApiCreatedResponse({ type: Session })
  async accept(
    @Body() body: AcceptedInvitation,
    @FromBrowser() browser: Browser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.cookie.hand(reply, await this.acceptance.accept(body, browser));
  }
}
