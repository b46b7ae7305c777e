import { randomBytes } from 'node:crypto';
import type { Answer, ApiClient } from './api-client.js';
import type { Key, KeyValue, Session, Token } from './contract.js';
import { ENVIRONMENTS, type Environment } from './contract.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { type ServerOptions, startServer, type TestServer } from './test-server.js';

/** Who created the workspace, signed in. */
export interface Owner {
  readonly api: ApiClient;
  readonly email: string;
  readonly password: string;
  readonly session: Session;
}

/** All that most tests begin with. */
export interface Workspace {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly owner: Owner;
  /** An application whose token may do all that a token can. */
  readonly app: ApiClient;
}

/** A key with the value that it was given. */
export type KnownKey = Key & { readonly value: string };
export type CreatedToken = Token & { readonly token: string };

export interface TokenOptions {
  readonly name?: string;
  readonly scopes?: readonly string[];
  readonly environments?: readonly Environment[];
  readonly keyIds?: readonly string[];
  readonly addressRanges?: readonly string[];
  readonly expiresAt?: string;
}

/** A token that no server has made; well-formed, so that the database is asked for it. */
export const NEVER_MADE_TOKEN = 'ibyok_0000000000000000000000000000003oRsjv';

/** A text that occurs nowhere else: 24 hexadecimal digits behind what it is. */
export function unique(what: string): string {
  return `${what}${randomBytes(12).toString('hex')}`;
}

/** A server on a database of its own, with its first owner and an application. */
export async function startWorkspace(options: Omit<ServerOptions, 'database'> = {}): Promise<Workspace> {
  const database = await createTestDatabase();
  const server = await startServer({ ...options, database });
  const owner = await createOwner(server);
  const { token } = await createToken(owner.api);
  return { database, server, owner, app: server.withToken(token) };
}

/** Creates the first owner of a fresh server. */
export async function createOwner(server: TestServer): Promise<Owner> {
  const api = server.anonymous();
  const owner = { email: `${unique('owner-')}@example.com`, password: unique('password-') };
  const { setupToken } = server.secrets;
  const body = { setupToken, ...owner, tenantName: 'Acme' };
  const answer = await api.post<Session>('/api/setup', body);
  return { api, ...owner, session: created(answer) };
}

/** Stores a key; its name and value are unique unless given. */
export async function createKey(
  api: ApiClient,
  given: Partial<Pick<KnownKey, 'name' | 'llmType' | 'value' | 'slug'>> = {},
): Promise<KnownKey> {
  const body = { name: unique('Key '), llmType: 'openai', value: unique('sk-proj-'), ...given };
  return { ...created(await api.post<Key>('/api/keys', body)), value: body.value };
}

/** Creates an access token: all scopes, environments and keys unless told otherwise. */
export async function createToken(api: ApiClient, options: TokenOptions = {}): Promise<CreatedToken> {
  const all = { scopes: ['keys:read', 'usage:read'], environments: ENVIRONMENTS };
  return created(await api.post<CreatedToken>('/api/tokens', { name: unique('Token '), ...all, ...options }));
}

/** Fetches a key's value by its id or slug, as an application does. */
export function fetchValue(client: ApiClient, keyReference: string, env?: string): Promise<Answer<KeyValue>> {
  return client.get(`/external/keys/${keyReference}/value${env === undefined ? '' : `?env=${env}`}`);
}

function created<Body>(answer: Answer<Body>): Body {
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.text}`);
  return answer.body;
}
