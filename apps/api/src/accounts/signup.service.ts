import { Injectable } from '@nestjs/common';
import type { Browser } from '../access/browser.js';
import { InjectConfig } from '../config/config.module.js';
import type { ServerConfig } from '../config/server-config.js';
import { violatesUnique } from '../database/database-errors.js';
import { Problem } from '../http/problem.js';
import { Attempts } from '../limits/attempts.js';
import { BUDGETS } from '../limits/budgets.js';
import type { SignupBody, SignupState } from './accounts.dto.js';
import { NewOwners } from './new-owners.js';
import { Passwords } from './passwords.js';
import type { OpenedSession } from './sessions.service.js';

/** Lets anyone create a tenant of their own, where the server is open for that. */
@Injectable()
export class SignupService {
  constructor(
    @InjectConfig() private readonly config: ServerConfig,
    private readonly attempts: Attempts,
    private readonly passwords: Passwords,
    private readonly newOwners: NewOwners,
  ) {}

  state(): SignupState {
    return { open: this.config.signup === 'open' };
  }

  /** Creates an account that owns a new tenant, signed in; throws 403 `signup_closed`, 409 `email_taken` or 429. */
  async signUp(body: SignupBody, browser: Browser): Promise<OpenedSession> {
    if (this.config.signup === 'closed') {
      throw new Problem(403, 'signup_closed', 'This server takes new people by invitation only.');
    }
    await this.attempts.spend(BUDGETS.signUp, browser);
    try {
      const { email, password, tenantName } = body;
      const passwordHash = await this.passwords.hashNew(password, [email, tenantName]);
      const owner = { email, passwordHash, tenantName };
      const opened = await this.newOwners.create(owner, browser, 'account.created');
      if (opened) return opened;
      throw new Error('nothing but the account itself can be in the way');
    } catch (error) {
      if (!violatesUnique(error, 'account_email_normalized_key')) throw error;
      throw new Problem(409, 'email_taken', 'There is an account with this e-mail address. Sign in instead.');
    }
  }
}
