import { Injectable } from '@nestjs/common';
import type { Browser } from '../access/browser.js';
import { AuditLog } from '../audit/audit-log.js';
import { callerIn } from '../http/caller.js';
import { Problem } from '../http/problem.js';
import { Attempts } from '../limits/attempts.js';
import { BUDGETS } from '../limits/budgets.js';
import type { SetupBody, SetupState } from './accounts.dto.js';
import { NewOwners } from './new-owners.js';
import { Passwords } from './passwords.js';
import type { OpenedSession } from './sessions.service.js';
import { SetupRepository } from './setup.repository.js';

/** Creates the first owner, once. */
@Injectable()
export class SetupService {
  constructor(
    private readonly setup: SetupRepository,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly newOwners: NewOwners,
    private readonly audit: AuditLog,
  ) {}

  async state(): Promise<SetupState> {
    return { needed: await this.setup.isNeeded() };
  }

  /** Uses the setup token up and signs the owner it creates in; throws 409, 403 or 429. */
  async complete(body: SetupBody, browser: Browser): Promise<OpenedSession> {
    if (!(await this.setup.offers(body.setupToken))) throw await this.refuse(browser);
    const { email, password, tenantName, setupToken } = body;
    const passwordHash = await this.passwords.hashNew(password, [email, tenantName]);
    const owner = { email, passwordHash, tenantName };
    const opened = await this.newOwners.create(owner, browser, 'setup.completed', {
      holds: (manager) => this.setup.useToken(manager, setupToken),
    });
    if (!opened) throw await this.refuse(browser);
    return opened;
  }

  private async refuse(browser: Browser): Promise<Problem> {
    if (!(await this.setup.isNeeded())) {
      return new Problem(409, 'setup_done', 'The first owner exists already. Sign in instead.');
    }
    await this.attempts.spend(BUDGETS.address, browser);
    await this.audit.append({
      tenantId: null,
      actor: { type: 'anonymous', id: null, name: null },
      action: 'setup.completed',
      outcome: 'denied',
      reason: 'setup_token_invalid',
      ...callerIn(browser),
    });
    return new Problem(
      403,
      'setup_token_invalid',
      'This setup token does not count. The server prints the one that does when it starts.',
    );
  }
}
