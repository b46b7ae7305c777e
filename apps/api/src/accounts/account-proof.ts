import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../access/browser.js';
import { TenantDatabase } from '../database/tenant-database.js';
import { Problem } from '../http/problem.js';
import type { AccountEntity } from './accounts.entities.js';
import { AccountsRepository } from './accounts.repository.js';
import { type Credentials, PasswordProof, type ProofSteps } from './password-proof.js';
import { SecondFactors } from './second-factors/second-factors.js';

/** What somebody says to prove that an account is theirs, with a one-time code where it needs one. */
export interface FullCredentials extends Credentials {
  readonly code?: string;
}

/** An account that was proved, and by what. */
export interface ProvedAccount {
  readonly account: AccountEntity;
  /** True where a one-time code was asked for, and right. */
  readonly byCode: boolean;
}

/** Proves that an account is somebody's: by its password, and by a one-time code where those are on. */
@Injectable()
export class AccountProof {
  constructor(
    private readonly password: PasswordProof,
    private readonly secondFactors: SecondFactors,
    private readonly accounts: AccountsRepository,
    private readonly database: TenantDatabase,
  ) {}

  /**
   * Throws as PasswordProof does; 401 `code_required` where the password is right and no code was given, which
   * is no failed attempt; 401 `code_invalid`, which is one.
   */
  async prove(
    { code, ...credentials }: FullCredentials,
    browser: Browser,
    refused: ProofSteps['refused'],
  ): Promise<ProvedAccount> {
    const asked: { code: boolean; tenantId: string | null } = { code: false, tenantId: null };
    const account = await this.password.prove(credentials, browser, {
      refused,
      further: async ({ id }, tenantId) => {
        asked.code = await this.secondFactors.isOn(id);
        asked.tenantId = tenantId;
        if (asked.code && code !== undefined && !(await this.secondFactors.accept(id, code))) {
          throw new Problem(401, 'code_invalid', 'The code is wrong, or was used before.');
        }
      },
    });
    if (!asked.code || code !== undefined) return { account, byCode: asked.code };
    const problem = new Problem(
      401,
      'code_required',
      'This account needs a code from its authenticator app.',
    );
    await refused(problem, asked.tenantId);
    throw problem;
  }

  /**
   * True where what was proved still is all that the account asks for; keeps it so until the transaction
   * ends: a session by an old password, or without a code, must not begin while that changes.
   */
  async hold(manager: EntityManager, { account, byCode }: ProvedAccount): Promise<boolean> {
    await this.database.actAs(manager, account.id);
    if (!(await this.accounts.holdPassword(manager, account))) return false;
    return byCode || !(await this.secondFactors.isOnWithin(manager, account.id));
  }
}
