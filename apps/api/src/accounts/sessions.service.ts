import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actorOf, entryOf, type Person } from '../access/person.js';
import { SESSION_LIFETIME, type SessionClaims } from '../access/session-cookie.js';
import { type Member, SessionsRepository } from '../access/sessions.repository.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import type { Caller } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { newIdentifier } from '../identifiers/identifier.js';
import type { Session, SignInBody } from './accounts.dto.js';
import { AccountsRepository } from './accounts.repository.js';
import { Passwords } from './passwords.js';

/** A session just opened, with what its cookie claims. */
export interface OpenedSession {
  readonly claims: SessionClaims;
  readonly session: Session;
}

/** Opens and ends sessions. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly passwords: Passwords,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  /** Checks e-mail address and password; an unknown account and a wrong password answer alike. */
  async signIn(body: SignInBody, caller: Caller): Promise<OpenedSession> {
    const account = await this.accounts.findByEmail(body.email);
    const matches = await this.passwords.matches(account?.passwordHash ?? null, body.password);
    // Looked up for nobody too: an unknown account must not answer sooner than a wrong password.
    const accountId = account?.id ?? '';
    const tenantId = await this.database.asAccount(accountId, (manager) =>
      this.accounts.findTenantId(manager, accountId),
    );
    if (!account || !matches || !tenantId) throw await this.refuse(tenantId, caller);
    const opened = await this.database.inTenant(tenantId, async (manager) => {
      const member = await this.accounts.findMember(manager, tenantId, account);
      return member && this.openWithin(manager, member, caller);
    });
    if (!opened) throw await this.refuse(tenantId, caller);
    return opened;
  }

  /** Ends a person's session at once. */
  async end(person: Person): Promise<void> {
    await this.database.inTenant(person.tenantId, async (manager) => {
      await this.sessions.delete(manager, person.tenantId, person.sessionId);
      await this.audit.appendWithin(manager, {
        ...entryOf(person),
        action: 'session.ended',
        outcome: 'allowed',
      });
    });
  }

  /** Opens a session for a member who has just proved who they are; within the tenant's transaction. */
  async openWithin(manager: EntityManager, member: Member, caller: Caller): Promise<OpenedSession> {
    const sessionId = newIdentifier('ses');
    await this.sessions.create(manager, sessionId, member, SESSION_LIFETIME);
    await this.accounts.noteUse(manager, member);
    await this.audit.appendWithin(manager, {
      tenantId: member.tenantId,
      actor: actorOf(member),
      action: 'session.created',
      outcome: 'allowed',
      ...caller,
    });
    return { claims: { sessionId, tenantId: member.tenantId }, session: toSession(member) };
  }

  private async refuse(tenantId: string | null, caller: Caller): Promise<Problem> {
    await this.audit.append({
      tenantId,
      actor: { type: 'anonymous', id: null, name: null },
      action: 'session.created',
      outcome: 'denied',
      reason: 'invalid_credentials',
      ...caller,
    });
    return invalidCredentials();
  }
}

/** One answer for an unknown account and a wrong password. */
export function invalidCredentials(): Problem {
  return new Problem(401, 'invalid_credentials', 'The e-mail address or the password is wrong.');
}

/** A member as GET /api/session shows them. */
export function toSession(member: Member): Session {
  return {
    account: { id: member.accountId, email: member.email },
    tenant: { id: member.tenantId, name: member.tenantName },
    role: member.role,
  };
}
