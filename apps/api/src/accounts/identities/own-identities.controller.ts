import { Body, Controller, Delete, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Person } from '../../access/person.js';
import { ForRole, FromPerson } from '../../access/session.guard.js';
import { IdentifierFromPath } from '../../http/identifier.pipe.js';
import { NewIdentity, OwnIdentities, ProviderLocation } from './identity.dto.js';
import { OwnIdentitiesService } from './own-identities.service.js';
import { ProviderFlows } from './provider-flows.service.js';
import { SignInFlowCookie } from './sign-in-flow.js';

/** Who a person is at sign-in providers. */
@ApiTags('Accounts')
@ForRole('viewer')
@Controller('api/account/identities')
export class OwnIdentitiesController {
  constructor(
    private readonly identities: OwnIdentitiesService,
    private readonly flows: ProviderFlows,
    private readonly flowCookie: SignInFlowCookie,
  ) {}

  @Get()
  @ApiOkResponse({ type: OwnIdentities })
  list(@FromPerson() person: Person): Promise<OwnIdentities> {
    return this.identities.list(person);
  }

  @Post()
  @ApiCreatedResponse({ type: ProviderLocation })
  async link(
    @FromPerson() person: Person,
    @Body() body: NewIdentity,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderLocation> {
    await this.identities.proveForLinking(person, body);
    const { sessionId, tenantId } = person;
    const { location, flow } = await this.flows.begin(body.provider, { kind: 'link', sessionId, tenantId });
    this.flowCookie.set(reply, flow);
    return { location };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  unlink(@FromPerson() person: Person, @Param('id', IdentifierFromPath) id: string): Promise<void> {
    return this.identities.unlink(person, id);
  }
}
