import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  fetchProtectedResource,
} from 'openid-client';
import type { GithubConfig } from '../../config/sign-in-providers.js';
import { isEmailAddress } from '../email-address.js';
import type { FlowChecks, IdentityProvider, ProvedIdentity } from './identity-provider.js';
import { problemOfProvider, signInFailed } from './provider-errors.js';

const TIMEOUT = 5;
/** GitHub REST API: what every request has to say of itself. */
const HEADERS = {
  accept: 'application/vnd.github+json',
  'user-agent': 'IBYOK',
  'x-github-api-version': '2022-11-28',
};

/**
 * GitHub, which is OAuth 2.0 without ID tokens: who came back is asked of its API (GitHub Docs, Authorizing
 * OAuth apps). The subject is the numeric id, which a renamed login keeps.
 */
export class GithubProvider implements IdentityProvider {
  readonly id = 'github';
  readonly name = 'GitHub';
  readonly #url: string;
  readonly #client: Configuration;

  constructor({ url, clientId, clientSecret }: GithubConfig) {
    this.#url = url;
    const server = {
      // GitHub names itself so in the answer (RFC 9207).
      issuer: `${url}/login/oauth`,
      authorization_endpoint: `${url}/login/oauth/authorize`,
      token_endpoint: `${url}/login/oauth/access_token`,
    };
    const authentication = ClientSecretPost(clientSecret.reveal().toString());
    this.#client = new Configuration(server, clientId, undefined, authentication);
    this.#client.timeout = TIMEOUT;
    if (url.startsWith('http:')) allowInsecureRequests(this.#client);
  }

  async begin(redirectUri: string, { state, verifier }: FlowChecks): Promise<URL> {
    return buildAuthorizationUrl(this.#client, {
      redirect_uri: redirectUri,
      scope: 'user:email',
      state,
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  async finish(callback: URL, { state, verifier }: FlowChecks): Promise<ProvedIdentity> {
    try {
      const tokens = await authorizationCodeGrant(this.#client, callback, {
        expectedState: state,
        pkceCodeVerifier: verifier,
      });
      const user = (await this.ask('/user', tokens.access_token)) as { id?: unknown; login?: unknown } | null;
      if (!Number.isSafeInteger(user?.id) || typeof user?.login !== 'string') throw signInFailed();
      return {
        provider: 'github',
        issuer: this.#url,
        subject: String(user.id),
        name: user.login,
        verifiedEmail: verifiedAmong(await this.ask('/user/emails', tokens.access_token)),
      };
    } catch (error) {
      throw problemOfProvider(error);
    }
  }

  private async ask(path: string, accessToken: string): Promise<unknown> {
    // GitHub Enterprise Server has its API beside its pages.
    const api = this.#url === 'https://github.com' ? 'https://api.github.com' : `${this.#url}/api/v3`;
    const url = new URL(`${api}${path}`);
    const answer = await fetchProtectedResource(
      this.#client,
      accessToken,
      url,
      'GET',
      null,
      new Headers(HEADERS),
    );
    if (!answer.ok) throw signInFailed();
    return answer.json();
  }
}

/** The primary address, where GitHub has verified it. */
function verifiedAmong(emails: unknown): string | null {
  if (!Array.isArray(emails)) return null;
  const primary: { email?: unknown } | undefined = emails.find(
    (one) => one?.primary === true && one?.verified === true,
  );
  return typeof primary?.email === 'string' && isEmailAddress(primary.email) ? primary.email : null;
}
