import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import type { OidcConfig } from '../../config/sign-in-providers.js';
import { isEmailAddress } from '../email-address.js';
import type { FlowChecks, IdentityProvider, ProvedIdentity } from './identity-provider.js';
import { problemOfProvider, providerUnavailable, signInFailed } from './provider-errors.js';

/** Seconds. Somebody waits before a button. */
const TIMEOUT = 5;

type Claims = Readonly<Record<string, unknown>> & { readonly sub: string };

/** Any provider of OpenID Connect Core 1.0, found by OpenID Connect Discovery 1.0 when it is first needed. */
export class OpenIdProvider implements IdentityProvider {
  readonly id = 'oidc';
  readonly name: string;
  readonly #config: OidcConfig;
  #discovered: Promise<Configuration> | null = null;

  constructor(config: OidcConfig) {
    this.name = config.name;
    this.#config = config;
  }

  async begin(redirectUri: string, { state, nonce, verifier }: FlowChecks): Promise<URL> {
    return buildAuthorizationUrl(await this.discover(), {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  async finish(callback: URL, { state, nonce, verifier }: FlowChecks): Promise<ProvedIdentity> {
    const client = await this.discover();
    try {
      const tokens = await authorizationCodeGrant(client, callback, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw signInFailed();
      return toIdentity(client, await withEmail(client, claims, tokens.access_token));
    } catch (error) {
      throw problemOfProvider(error);
    }
  }

  /** Asked for again after it has failed: a provider that was down once is not down for good. */
  private async discover(): Promise<Configuration> {
    this.#discovered ??= discover(this.#config);
    try {
      return await this.#discovered;
    } catch {
      this.#discovered = null;
      throw providerUnavailable();
    }
  }
}

async function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<Configuration> {
  const secret = clientSecret.reveal().toString();
  const insecure = issuer.startsWith('http:') ? [allowInsecureRequests] : [];
  const found = await discovery(new URL(issuer), clientId, undefined, ClientSecretBasic(secret), {
    timeout: TIMEOUT,
    execute: insecure,
  });
  const server = found.serverMetadata();
  // OpenID Connect Discovery 1.0, 3: where nothing is said, client_secret_basic.
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  const authentication = methods.includes('client_secret_basic')
    ? ClientSecretBasic(secret)
    : ClientSecretPost(secret);
  const client = new Configuration(server, clientId, undefined, authentication);
  client.timeout = TIMEOUT;
  // OpenID Connect Core 1.0, 3.1.3.7 lets TLS stand for the signature; both are better.
  enableNonRepudiationChecks(client);
  for (const allow of insecure) allow(client);
  return client;
}

/** Many providers tell the address only at the UserInfo endpoint (OpenID Connect Core 1.0, 5.4). */
async function withEmail(client: Configuration, claims: Claims, accessToken: string): Promise<Claims> {
  if (claims.email !== undefined || !client.serverMetadata().userinfo_endpoint) return claims;
  return { ...claims, ...(await fetchUserInfo(client, accessToken, claims.sub)) };
}

function toIdentity(client: Configuration, claims: Claims): ProvedIdentity {
  const { sub, email, email_verified: verified, preferred_username: username } = claims;
  const known = [email, username, sub].find(
    (name): name is string => typeof name === 'string' && name !== '',
  );
  return {
    provider: 'oidc',
    issuer: client.serverMetadata().issuer,
    subject: sub,
    name: known ?? sub,
    verifiedEmail: typeof email === 'string' && verified === true && isEmailAddress(email) ? email : null,
  };
}
