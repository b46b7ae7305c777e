import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { AccountDigest } from '../../access/account-digest.js';
import type { Browser } from '../../access/browser.js';
import { Problem } from '../../http/problem.js';
import { ServerAddress } from '../../http/server-address.js';
import { Attempts } from '../../limits/attempts.js';
import { BUDGETS } from '../../limits/budgets.js';
import type { ProvedIdentity } from './identity-provider.js';
import { IdentityProviders } from './identity-providers.js';
import { signInFailed } from './provider-errors.js';
import type { FlowPurpose, SignInFlow } from './sign-in-flow.js';

/** Where a browser is to go, and what it has to bring back. */
export interface BegunFlow {
  readonly location: string;
  readonly flow: SignInFlow;
}

/** Sends people to providers, and takes what they bring back. */
@Injectable()
export class ProviderFlows {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly address: ServerAddress,
    private readonly attempts: Attempts,
    private readonly digest: AccountDigest,
  ) {}

  /** Throws 404 `provider_not_found` and 503 `provider_unavailable`. */
  async begin(providerId: string, purpose: FlowPurpose): Promise<BegunFlow> {
    const provider = this.providers.get(providerId);
    const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const location = await provider.begin(this.redirectUri(provider.id), checks);
    return { location: location.href, flow: { provider: provider.id, checks, purpose } };
  }

  /**
   * Whom the provider vouches for, by the query that the browser came back with. Throws as the provider does,
   * 401 `sign_in_failed` for another provider's flow, and 429: each failure costs a request to the provider.
   */
  finish(providerId: string, query: string, flow: SignInFlow, browser: Browser): Promise<ProvedIdentity> {
    const attempt = {
      caller: browser,
      account: this.digest.of(`provider ${browser.ip}`),
      device: null,
      tenantId: async () => null,
    };
    return this.attempts.guarded(attempt, async () => {
      if (flow.provider !== providerId) throw signInFailed();
      const provider = this.providers.get(providerId);
      return provider.finish(new URL(`${this.redirectUri(provider.id)}${query}`), flow.checks);
    });
  }

  /** The 401 for a browser that comes back without a flow; throws 429 where its address has had too many. */
  async expired(browser: Browser): Promise<Problem> {
    await this.attempts.spend(BUDGETS.address, browser);
    return new Problem(401, 'sign_in_expired', 'The sign-in took too long. Begin again.');
  }

  private redirectUri(providerId: string): string {
    return `${this.address.origin}/api/sign-in/${providerId}/callback`;
  }
}
