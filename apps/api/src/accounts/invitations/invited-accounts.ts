import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Browser } from '../../access/browser.js';
import type { Member } from '../../access/sessions.repository.js';
import { Problem } from '../../http/problem.js';
import { newIdentifier } from '../../identifiers/identifier.js';
import { AccountProof } from '../account-proof.js';
import { MIN_PASSWORD } from '../accounts.dto.js';
import { AccountsRepository } from '../accounts.repository.js';
import { invalidCredentials, type ProofSteps } from '../password-proof.js';
import { Passwords } from '../passwords.js';
import type { AcceptedInvitation } from './invitation.dto.js';
import type { FoundInvitation } from './offered-invitations.repository.js';

/** The account that an invitation is to make a member, and what must be done for that in the same transaction. */
export interface InvitedAccount {
  readonly account: Pick<Member, 'accountId' | 'email'>;
  readonly prepare: (manager: EntityManager) => Promise<void>;
}

/** Finds whom an invitation is for: somebody who proves to have its address's account, or somebody new. */
@Injectable()
export class InvitedAccounts {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly proof: AccountProof,
  ) {}

  /** Throws as AccountProof does where there is an account, 400 for a new password that is easy to guess. */
  async take(
    { email, tenantName }: FoundInvitation,
    { password, code }: AcceptedInvitation,
    browser: Browser,
    refused: ProofSteps['refused'],
  ): Promise<InvitedAccount> {
    if (await this.accounts.findByEmail(email)) {
      const proved = await this.proof.prove({ email, password, code }, browser, refused);
      return {
        account: { accountId: proved.account.id, email: proved.account.email },
        prepare: async (manager) => {
          if (!(await this.proof.hold(manager, proved))) throw invalidCredentials();
        },
      };
    }
    if (password.length < MIN_PASSWORD) {
      throw Problem.ofField('password', `must have at least ${MIN_PASSWORD} characters`);
    }
    const passwordHash = await this.passwords.hashNew(password, [email, tenantName]);
    const account = { accountId: newIdentifier('acc'), email };
    return { account, prepare: (manager) => this.accounts.createAccount(manager, account, passwordHash) };
  }
}
