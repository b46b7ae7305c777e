import { Injectable } from '@nestjs/common';
import { AccountDigest } from '../access/account-digest.js';
import type { Browser } from '../access/browser.js';
import { DeviceCookie } from '../access/device-cookie.js';
import { Problem } from '../http/problem.js';
import { Attempts } from '../limits/attempts.js';
import type { AccountEntity } from './accounts.entities.js';
import { AccountsRepository, normalizeEmail } from './accounts.repository.js';
import { Passwords } from './passwords.js';

/** What somebody says to prove that an account is theirs. */
export interface Credentials {
  /** However it is written. */
  readonly email: string;
  readonly password: string;
}

/** What belongs to one proof: its record where it fails, and what has to be proved besides the password. */
export interface ProofSteps {
  /** Records the refusal; is told the account's tenant, where it has one. */
  readonly refused: (problem: Problem, tenantId: string | null) => Promise<void>;
  /** Further checks of the account that the password is right for; a 401 of theirs counts as a failure, too. */
  readonly further?: (account: AccountEntity, tenantId: string | null) => Promise<void>;
}

/** The one place where a password is asked whether it is right: counted, limited, and recorded. */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly attempts: Attempts,
    private readonly digest: AccountDigest,
    private readonly device: DeviceCookie,
  ) {}

  /**
   * The account that e-mail address and password are right for. Throws 401 `invalid_credentials`, alike for
   * an unknown account and a wrong password, and 429 `too_many_attempts`.
   */
  async prove({ email, password }: Credentials, browser: Browser, steps: ProofSteps): Promise<AccountEntity> {
    const account = this.digest.of(normalizeEmail(email));
    const device = this.device.idOf(browser, account);
    const found: { tenantId: string | null } = { tenantId: null };
    const attempt = { caller: browser, account, device, tenantId: async () => found.tenantId };
    return this.attempts.guarded(attempt, async () => {
      const known = await this.accounts.findByEmail(email);
      const matches = await this.passwords.matches(known?.passwordHash ?? null, password);
      // Looked up for nobody too: an unknown account must not answer sooner than a wrong password.
      found.tenantId = await this.accounts.findTenantIdOf(known?.id ?? '');
      try {
        if (!known || !matches) throw invalidCredentials();
        await steps.further?.(known, found.tenantId);
        return known;
      } catch (error) {
        if (error instanceof Problem) await steps.refused(error, found.tenantId);
        throw error;
      }
    });
  }
}

/** One answer for an unknown account and a wrong password. */
export function invalidCredentials(): Problem {
  return new Problem(401, 'invalid_credentials', 'The e-mail address or the password is wrong.');
}
