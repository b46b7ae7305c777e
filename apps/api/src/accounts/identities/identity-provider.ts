/** Providers that the server can be configured for. */
export const PROVIDER_IDS = ['oidc', 'github'] as const;
export type ProviderId = (typeof PROVIDER_IDS)[number];

/** What ties a provider's answer to the browser that was sent there (RFC 6749, 10.12; RFC 7636; OpenID Connect). */
export interface FlowChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom a provider vouches for. */
export interface ProvedIdentity {
  readonly provider: ProviderId;
  readonly issuer: string;
  /** Names the person at the issuer for good; an e-mail address or a login does not. */
  readonly subject: string;
  /** What people recognise the identity by. */
  readonly name: string;
  /** Null where the provider has none that it verified. */
  readonly verifiedEmail: string | null;
}

/** A sign-in provider: where people are sent, and what is made of their return. */
export interface IdentityProvider {
  readonly id: ProviderId;
  /** What people read on its button. */
  readonly name: string;
  /** The address to send a browser to. Throws 503 `provider_unavailable`. */
  begin(redirectUri: string, checks: FlowChecks): Promise<URL>;
  /**
   * Whom the provider vouches for, by the address that the browser came back to. Throws 503
   * `provider_unavailable`, and 401 `sign_in_cancelled` or `sign_in_failed`.
   */
  finish(callback: URL, checks: FlowChecks): Promise<ProvedIdentity>;
}
