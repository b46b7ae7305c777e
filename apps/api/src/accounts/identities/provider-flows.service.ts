import { Injectable } from '@nestjs/common';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { AccountDigest } from '../../access/account-digest.js';
import type { Browser } from '../../access/browser.js';
import { ServerAddress } from '../../http/server-address.js';
import { Attempts } from '../../limits/attempts.js';
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
    const provider = this.providers.get(providerId);
    const attempt = {
      caller: browser,
      account: this.digest.of(`provider ${browser.ip}`),
      device: null,
      tenantId: async () => null,
    };
    return this.attempts.guarded(attempt, async () => {
      if (flow.provider !== provider.id) throw signInFailed();
      return provider.finish(new URL(`${this.redirectUri(provider.id)}${query}`), flow.checks);
    });
  }

  private redirectUri(providerId: string): string {
    return `${this.address.origin}/api/sign-in/${providerId}/callback`;
  }
}
