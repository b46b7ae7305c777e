import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiCookieAuth } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { TenantDatabase } from '../database/tenant-database.js';
import { OpenTo } from '../http/declared-access.guard.js';
import { assertRole } from './assert-role.js';
import { browserOf } from './browser.js';
import type { Person } from './person.js';
import type { Role } from './role.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsRepository } from './sessions.repository.js';
import { unauthenticated } from './unauthenticated.js';

const LEAST_ROLE = 'ibyok:least-role';
const persons = new WeakMap<FastifyRequest, Person>();

/** Lets only people with a session in, and only those who have at least a role. */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly cookie: SessionCookie,
    private readonly database: TenantDatabase,
    private readonly sessions: SessionsRepository,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const claims = await this.cookie.read(request.cookies);
    if (!claims) throw unauthenticated();
    const { sessionId, tenantId } = claims;
    const member = await this.database.inTenant(tenantId, (manager) =>
      this.sessions.findMember(manager, tenantId, sessionId),
    );
    if (!member) throw unauthenticated();
    const least = this.reflector.getAllAndOverride<Role>(LEAST_ROLE, [
      context.getHandler(),
      context.getClass(),
    ]);
    assertRole(member, least);
    persons.set(request, { ...member, sessionId, ...browserOf(request) });
    return true;
  }
}

/** Makes a controller or a method one for people with at least this role. */
export const ForRole = (role: Role): ClassDecorator & MethodDecorator =>
  applyDecorators(
    OpenTo('session'),
    SetMetadata(LEAST_ROLE, role),
    UseGuards(SessionGuard),
    ApiCookieAuth('session'),
  );

/** Injects who is signed in. */
export const FromPerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const person = persons.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!person) throw unauthenticated();
  return person;
});
