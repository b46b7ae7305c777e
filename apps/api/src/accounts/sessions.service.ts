import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AccountDigest } from '../access/account-digest.js';
import type { Browser } from '../access/browser.js';
import { actorOf, entryOf, type Person } from '../access/person.js';
import { type HandedSession, SESSION_LIFETIME, type SessionClaims } from '../access/session-cookie.js';
import { type Member, SessionsRepository } from '../access/sessions.repository.js';
import { unauthenticated } from '../access/unauthenticated.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { callerIn } from '../http/caller.js';
import { newIdentifier } from '../identifiers/identifier.js';
import type { Session } from './accounts.dto.js';
import { AccountsRepository, normalizeEmail } from './accounts.repository.js';

/** A session just opened, as SessionCookie takes it. */
export type OpenedSession = HandedSession<Session>;

/** Opens and ends sessions. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsRepository,
    private readonly digest: AccountDigest,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

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

  /** Ends the session that a browser had before it signed in anew, where it still stands. */
  async endFormer({ tenantId, sessionId }: SessionClaims, browser: Browser): Promise<void> {
    await this.database.inTenant(tenantId, async (manager) => {
      const member = await this.sessions.findMember(manager, tenantId, sessionId);
      if (!member) return;
      await this.sessions.delete(manager, tenantId, sessionId);
      await this.audit.appendWithin(manager, {
        tenantId,
        actor: actorOf(member),
        action: 'session.ended',
        outcome: 'allowed',
        ...callerIn(browser),
      });
    });
  }

  /**
   * Opens a session for a member who has just proved who they are; within the tenant's transaction. Throws 401
   * where they are a member no longer.
   */
  async openWithin(manager: EntityManager, member: Member, browser: Browser): Promise<OpenedSession> {
    const sessionId = newIdentifier('ses');
    // The membership before its sessions, as a removal takes them: each would hold what the other waits for.
    if (!(await this.accounts.noteUse(manager, member))) throw unauthenticated();
    await this.sessions.create(manager, sessionId, member, SESSION_LIFETIME, browser);
    await this.audit.appendWithin(manager, {
      tenantId: member.tenantId,
      actor: actorOf(member),
      action: 'session.created',
      outcome: 'allowed',
      ...callerIn(browser),
    });
    return {
      claims: { sessionId, tenantId: member.tenantId },
      session: toSession(member),
      account: this.digest.of(normalizeEmail(member.email)),
    };
  }
}

/** A member as GET /api/session shows them. */
export function toSession(member: Member): Session {
  return {
    account: { id: member.accountId, email: member.email },
    tenant: { id: member.tenantId, name: member.tenantName },
    role: member.role,
  };
}
