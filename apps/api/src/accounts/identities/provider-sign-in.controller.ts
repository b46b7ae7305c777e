import { Body, Controller, Get, HttpCode, Param, Post, Redirect, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Browser, FromBrowser } from '../../access/browser.js';
import { SessionCookie } from '../../access/session-cookie.js';
import { OpenTo } from '../../http/declared-access.guard.js';
import { TakesQuery } from '../../http/exact-request.guard.js';
import { ProviderLocation, ProviderSignIn, SignInProviderList } from './identity.dto.js';
import { PROVIDER_IDS } from './identity-provider.js';
import { IdentityProviders } from './identity-providers.js';
import { ProviderFlows } from './provider-flows.service.js';
import { ProviderSignInService } from './provider-sign-in.service.js';
import { SignInFlowCookie } from './sign-in-flow.js';

const ProviderParam = (): MethodDecorator => ApiParam({ name: 'provider', enum: PROVIDER_IDS });

/** Sign-in by a provider: the browser goes there with what POST answers, and comes back to the callback. */
@ApiTags('Accounts')
@OpenTo('anyone')
@Controller('api')
export class ProviderSignInController {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly flows: ProviderFlows,
    private readonly returns: ProviderSignInService,
    private readonly flowCookie: SignInFlowCookie,
    private readonly sessionCookie: SessionCookie,
  ) {}

  @Get('sign-in-providers')
  @ApiOkResponse({ type: SignInProviderList })
  list(): SignInProviderList {
    return { items: this.providers.all.map(({ id, name }) => ({ id, name })) };
  }

  @Post('sign-in/:provider')
  @ProviderParam()
  @ApiCreatedResponse({ type: ProviderLocation })
  async begin(
    @Param('provider') provider: string,
    @Body() { invitationToken }: ProviderSignIn,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderLocation> {
    const { location, flow } = await this.flows.begin(provider, {
      kind: 'sign_in',
      invitationToken: invitationToken ?? null,
    });
    this.flowCookie.set(reply, flow);
    return { location };
  }

  @Get('sign-in/:provider/callback')
  @HttpCode(302)
  @Redirect()
  @TakesQuery()
  @ProviderParam()
  @ApiResponse({ status: 302, description: 'To the dashboard, or to a page that says what went wrong.' })
  async finish(
    @Param('provider') provider: string,
    @FromBrowser() browser: Browser,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ url: string }> {
    const { search } = new URL(request.url, 'http://callback');
    const flow = this.flowCookie.read(browser.cookies);
    this.flowCookie.clear(reply);
    const { location, opened } = await this.returns.finish(provider, search, flow, browser);
    if (opened) this.sessionCookie.hand(reply, opened);
    return { url: location };
  }
}
