import { Injectable } from '@nestjs/common';
import type { Browser } from '../access/browser.js';
import type { SessionClaims } from '../access/session-cookie.js';
import { AuditLog } from '../audit/audit-log.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { callerIn } from '../http/caller.js';
import type { Problem } from '../http/problem.js';
import { AccountProof, type ProvedAccount } from './account-proof.js';
import type { SignInBody } from './accounts.dto.js';
import { AccountsRepository } from './accounts.repository.js';
import { invalidCredentials } from './password-proof.js';
import { type OpenedSession, SessionsService } from './sessions.service.js';

/** Signs people in by their password, and a one-time code where they have turned those on. */
@Injectable()
export class SignInService {
  constructor(
    private readonly proof: AccountProof,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly database: TenantDatabase,
    private readonly audit: AuditLog,
  ) {}

  /** Opens a session, and ends the one that the browser had before. Throws as AccountProof does. */
  async signIn(body: SignInBody, browser: Browser, former: SessionClaims | null): Promise<OpenedSession> {
    const proved = await this.proof.prove(body, browser, (problem, tenantId) =>
      this.recordRefusal(problem, tenantId, browser),
    );
    const opened = await this.open(proved, browser);
    if (former) await this.sessions.endFormer(former, browser);
    return opened;
  }

  private async open(proved: ProvedAccount, browser: Browser): Promise<OpenedSession> {
    const { account } = proved;
    const tenantId = await this.accounts.findTenantIdOf(account.id);
    const opened =
      tenantId &&
      (await this.database.inTenant(tenantId, async (manager) => {
        const member = await this.accounts.findMember(manager, tenantId, account);
        if (!member || !(await this.proof.hold(manager, proved))) return null;
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
