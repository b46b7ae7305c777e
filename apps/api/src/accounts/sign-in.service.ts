import { Injectable } from '@nestjs/common';
import type { Browser } from '../access/browser.js';
import type { SessionClaims } from '../access/session-cookie.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { callerIn } from '../http/caller.js';
import type { Problem } from '../http/problem.js';
import type { SignInBody } from './accounts.dto.js';
import type { AccountEntity } from './accounts.entities.js';
import { AccountsRepository } from './accounts.repository.js';
import { invalidCredentials, PasswordProof } from './password-proof.js';
import { type OpenedSession, SessionsService } from './sessions.service.js';

/** Signs people in by their password. */
@Injectable()
export class SignInService {
  constructor(
    private readonly proof: PasswordProof,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  /** Opens a session, and ends the one that the browser had before. Throws as PasswordProof does. */
  async signIn(body: SignInBody, browser: Browser, former: SessionClaims | null): Promise<OpenedSession> {
    const account = await this.proof.prove(body, browser, {
      refused: (problem, tenantId) => this.recordRefusal(problem, tenantId, browser),
    });
    const opened = await this.open(account, browser);
    if (former) await this.sessions.endFormer(former, browser);
    return opened;
  }

  private async open(account: AccountEntity, browser: Browser): Promise<OpenedSession> {
    const tenantId = await this.accounts.findTenantIdOf(account.id);
    const opened =
      tenantId &&
      (await this.database.inTenant(tenantId, async (manager) => {
        const member = await this.accounts.findMember(manager, tenantId, account);
        // Held: a session by the old password must not begin while the password is changed.
        if (!member || !(await this.accounts.holdPassword(manager, account))) return null;
        return this.sessions.openWithin(manager, member, browser);
      }));
    if (opened) return opened;
    const problem = invalidCredentials();
    await this.recordRefusal(problem, tenantId, browser);
    throw problem;
  }

  private recordRefusal({ code }: Problem, tenantId: string | null, browser: Browser): Promise<void> {
    return this.audit.append({
      tenantId,
      actor: { type: 'anonymous', id: null, name: null },
      action: 'session.created',
      outcome: 'denied',
      reason: code,
      ...callerIn(browser),
    });
  }
}
