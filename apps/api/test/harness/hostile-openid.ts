import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { onCleanup } from './cleanup.js';

/** What a hostile provider answers otherwise than an honest one would. */
export interface Lie {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly otherKey?: boolean;
  readonly unsigned?: boolean;
  readonly status?: number;
  readonly body?: string;
}

export interface HostileProvider {
  readonly issuer: string;
  /** What its next answers are like; the nonce is the one that an honest provider would repeat. */
  lie(next: Lie, nonce: string): void;
}

const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A provider that gives an ID token for any code, and lies when told to. */
export async function startHostileProvider(): Promise<HostileProvider> {
  const keys = newKeys();
  const others = newKeys();
  let lie: Lie = {};
  let nonce = '';
  const server = createServer((request, response) => {
    const answer = answers()[new URL(request.url ?? '/', issuer).pathname] ?? {};
    const isToken = request.url?.startsWith('/token');
    response.writeHead(isToken ? (lie.status ?? 200) : 200, { 'content-type': 'application/json' });
    response.end(isToken && lie.body !== undefined ? lie.body : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onCleanup(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;

  const idToken = (): string => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: issuer, aud: 'ibyok', sub: 'mallory', iat: now, exp: now + 60, nonce },
      ...{ email: 'mallory@example.com', email_verified: true, ...lie.claims },
    };
    const signed = `${encode({ alg: 'RS256', kid: 'one', ...lie.header })}.${encode(claims)}`;
    const key: KeyObject = (lie.otherKey ? others : keys).privateKey;
    return `${signed}.${lie.unsigned ? '' : sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  };
  const answers = (): Readonly<Record<string, object>> => ({
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    },
    '/jwks': {
      keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }],
    },
    '/token': { access_token: 'token', token_type: 'Bearer', expires_in: 60, id_token: idToken() },
  });
  return {
    issuer,
    lie: (next, expected) => {
      lie = next;
      nonce = expected;
    },
  };
}
