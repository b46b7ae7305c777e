import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { onCleanup } from './cleanup.js';

/** Somebody at GitHub. */
export interface GithubUser {
  readonly id: number;
  readonly login: string;
  readonly emails: readonly {
    readonly email: string;
    readonly primary: boolean;
    readonly verified: boolean;
  }[];
}

/** A stand-in for a GitHub Enterprise Server that really checks client, code, redirect URI and PKCE. */
export interface FakeGithub {
  readonly url: string;
  /** The address that GitHub sends somebody back to. */
  visit(location: string, user: GithubUser): URL;
  /** Answers its API with this status from now on; null: as it should. */
  failWith(status: number | null): void;
}

interface Grant {
  readonly user: GithubUser;
  readonly challenge: string;
  readonly redirectUri: string;
}

/** Starts one for the client `ibyok`, whose secret is `client-secret` (GitHub Docs, Authorizing OAuth apps). */
export async function startFakeGithub(): Promise<FakeGithub> {
  const codes = new Map<string, Grant>();
  const tokens = new Map<string, GithubUser>();
  let failing: number | null = null;

  const tokenFor = (form: URLSearchParams): object => {
    const grant = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const known = form.get('client_id') === 'ibyok' && form.get('client_secret') === 'client-secret';
    // GitHub answers errors with status 200.
    if (!known) return { error: 'incorrect_client_credentials' };
    if (!grant || grant.challenge !== challenge || grant.redirectUri !== form.get('redirect_uri')) {
      return { error: 'bad_verification_code' };
    }
    const token = `gho_${randomBytes(16).toString('hex')}`;
    tokens.set(token, grant.user);
    return { access_token: token, token_type: 'bearer', scope: 'user:email' };
  };
  const apiFor = (request: IncomingMessage): object | null => {
    const user = tokens.get(/^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
    if (!user || !request.headers['user-agent']) return null;
    if (request.url === '/api/v3/user') return { id: user.id, login: user.login, email: null };
    return request.url === '/api/v3/user/emails' ? user.emails : null;
  };
  const server = createServer(async (request, response) => {
    const isToken = request.method === 'POST' && request.url === '/login/oauth/access_token';
    const answer = isToken ? tokenFor(new URLSearchParams(await textOf(request))) : apiFor(request);
    const status = failing ?? (answer === null ? 401 : 200);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? { message: 'Bad credentials' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onCleanup(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    url,
    visit: (location, user) => {
      const asked = new URL(location);
      if (asked.pathname !== '/login/oauth/authorize') throw new Error('not where GitHub asks for consent');
      const { searchParams: query } = asked;
      if (query.get('client_id') !== 'ibyok') throw new Error('not a client that GitHub knows');
      if (query.get('code_challenge_method') !== 'S256') throw new Error('without PKCE');
      const code = randomBytes(10).toString('hex');
      const redirectUri = query.get('redirect_uri') ?? '';
      codes.set(code, { user, challenge: query.get('code_challenge') ?? '', redirectUri });
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({
        code,
        state: query.get('state') ?? '',
        iss: `${url}/login/oauth`,
      }).toString();
      return back;
    },
    failWith: (status) => {
      failing = status;
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
