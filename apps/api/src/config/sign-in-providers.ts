import { Secret } from './secret.js';
import type { Variables } from './variables.js';

/** An application that is registered at a sign-in provider. */
interface ProviderClient {
  readonly clientId: string;
  readonly clientSecret: Secret;
}

/** Any OpenID Connect provider. */
export interface OidcConfig extends ProviderClient {
  readonly issuer: string;
  /** What people read on its button. */
  readonly name: string;
}

/** GitHub, or a GitHub Enterprise Server. */
export interface GithubConfig extends ProviderClient {
  readonly url: string;
}

/** The providers by which people may sign in; null where one is not configured. */
export interface SignInProviders {
  readonly oidc: OidcConfig | null;
  readonly github: GithubConfig | null;
}

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);
const MAX_NAME = 40;

/** Reads IBYOK_OIDC_… and IBYOK_GITHUB_…: all of a group or none, and IBYOK_PUBLIC_URL with them. */
export function readSignInProviders(variables: Variables, publicUrl: string | null): SignInProviders {
  const oidc = readOidc(variables);
  const github = readGithub(variables);
  if ((oidc || github) && publicUrl === null && !variables.isRefused('IBYOK_PUBLIC_URL')) {
    const group = oidc ? 'IBYOK_OIDC_ISSUER' : 'IBYOK_GITHUB_CLIENT_ID';
    variables.refuse('IBYOK_PUBLIC_URL', `is required with ${group}: the provider sends people back to it`);
  }
  return { oidc, github };
}

function readOidc(variables: Variables): OidcConfig | null {
  const issuer = variables.text('IBYOK_OIDC_ISSUER');
  const name = variables.text('IBYOK_OIDC_NAME') ?? 'single sign-on';
  const client = readClient(variables, 'IBYOK_OIDC', issuer === null ? null : 'IBYOK_OIDC_ISSUER');
  if (name.length > MAX_NAME || /\p{C}/u.test(name)) {
    variables.refuse(
      'IBYOK_OIDC_NAME',
      `must have at most ${MAX_NAME} characters, none of them a control character`,
    );
  }
  if (client === null) return null;
  if (issuer === null) {
    if (variables.isRefused('IBYOK_OIDC_ISSUER')) return null;
    return variables.refuse('IBYOK_OIDC_ISSUER', 'is required with IBYOK_OIDC_CLIENT_ID');
  }
  if (isProviderUrl(issuer)) return { ...client, issuer, name };
  return variables.refuse('IBYOK_OIDC_ISSUER', 'must be the https:// address of an OpenID Connect provider');
}

function readGithub(variables: Variables): GithubConfig | null {
  const url = variables.text('IBYOK_GITHUB_URL');
  const client = readClient(variables, 'IBYOK_GITHUB', url === null ? null : 'IBYOK_GITHUB_URL');
  if (client === null) return null;
  if (url === null) return { ...client, url: 'https://github.com' };
  if (isProviderUrl(url) && new URL(url).pathname === '/') return { ...client, url: new URL(url).origin };
  return variables.refuse(
    'IBYOK_GITHUB_URL',
    'must be an address such as https://github.example.com, without a path',
  );
}

/** The client's two variables; null where none is set, or one is wrong. `with` names what else asks for them. */
function readClient(variables: Variables, prefix: string, given: string | null): ProviderClient | null {
  const idVariable = `${prefix}_CLIENT_ID`;
  const secretVariable = `${prefix}_CLIENT_SECRET`;
  const clientId = variables.text(idVariable);
  const clientSecret = variables.secretText(secretVariable);
  if (variables.isRefused(idVariable, secretVariable, `${secretVariable}_FILE`)) return null;
  if (clientId !== null && clientSecret !== null) return { clientId, clientSecret: new Secret(clientSecret) };
  const reason = clientId !== null ? idVariable : clientSecret !== null ? secretVariable : given;
  if (reason === null) return null;
  if (clientId === null) variables.refuse(idVariable, `is required with ${reason}`);
  if (clientSecret === null) {
    variables.refuse(secretVariable, `(or ${secretVariable}_FILE) is required with ${reason}`);
  }
  return null;
}

/** Secrets go there: encrypted, unless it is this machine. */
function isProviderUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_NAMES.has(hostname));
}
