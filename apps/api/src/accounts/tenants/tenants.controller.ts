import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Person } from '../../access/person.js';
import { ForRole, FromPerson } from '../../access/session.guard.js';
import { SessionCookie } from '../../access/session-cookie.js';
import { type Page, PageQuery, pageOf } from '../../http/page.js';
import { Session } from '../accounts.dto.js';
import { OwnTenant, TenantChoice } from './tenant.dto.js';
import { TenantSwitchService } from './tenant-switch.service.js';
import { TenantsService } from './tenants.service.js';

@ApiTags('Accounts')
@ForRole('viewer')
@Controller('api/session')
export class TenantsController {
  constructor(
    private readonly tenants: TenantsService,
    private readonly switching: TenantSwitchService,
    private readonly cookie: SessionCookie,
  ) {}

  @Get('tenants')
  @ApiOkResponse({ type: pageOf(OwnTenant) })
  list(@FromPerson() person: Person, @Query() query: PageQuery): Promise<Page<OwnTenant>> {
    return this.tenants.list(person, query);
  }

  @Post('tenant')
  @ApiCreatedResponse({ type: Session })
  async switch(
    @FromPerson() person: Person,
    @Body() { tenantId }: TenantChoice,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    return this.cookie.hand(reply, await this.switching.switch(person, tenantId));
  }
}
