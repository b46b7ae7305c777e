import { TOTP } from 'otpauth';
import type { ApiClient } from '../harness/api-client.js';
import { invite, type Joined, join, newEmail } from '../harness/people.js';
import { createKey, createToken, unique } from '../harness/workspace.js';
import type { TwoWorkspaces } from './people-of-two-workspaces.js';

/** What an operation is asked with, so that whoever may ask it succeeds. */
export interface ValidRequest {
  /** What stands for the parameters in the path, by their names. */
  readonly in?: Readonly<Record<string, string | number>>;
  readonly query?: string;
  readonly body?: object;
}

/** Who asks, by what, and whose account is asked about where an operation is about an account. */
export interface Asking {
  readonly client: ApiClient;
  readonly subject: Joined;
}

type Preparation = (world: TwoWorkspaces, asking: Asking) => Promise<ValidRequest> | ValidRequest;

const nothing: Preparation = () => ({});
const aKey =
  (body?: () => object): Preparation =>
  async ({ home }) => ({ in: { id: (await createKey(home.owner)).id }, ...(body ? { body: body() } : {}) });
const aToken: Preparation = async ({ home }) => ({ in: { id: (await createToken(home.owner)).id } });
const aMember =
  (body?: object): Preparation =>
  async ({ server, home }) => ({ in: { id: (await join(server, home.owner, 'member')).id }, body });
const anInvitation = async ({ home }: TwoWorkspaces): Promise<string> =>
  (await invite(home.owner, 'viewer')).invitationToken;
const inDevelopment: Preparation = ({ home }) => ({ in: { keyId: home.key.id }, query: '?env=development' });

const newPerson = () => ({ email: newEmail(), password: unique('password-') });

/** Begins one-time codes for somebody; returns a code that confirms them. */
async function beginTotp({ api, password }: Joined): Promise<{ readonly code: string; readonly totp: TOTP }> {
  const { body } = await api.post<{ secret: string }>('/api/account/totp', { password });
  const totp = new TOTP({ secret: body.secret });
  return { totp, code: totp.generate({ timestamp: Date.now() - 30_000 }) };
}

const provenTotp: Preparation = async (_, { subject }) => {
  const { totp, code } = await beginTotp(subject);
  await subject.api.post('/api/account/totp/confirm', { code });
  return { body: { password: subject.password, code: totp.generate() } };
};

/** The query with which GitHub sends a browser back that began at an address of this server. */
async function backFromGithub(
  { github }: TwoWorkspaces,
  client: ApiClient,
  path: string,
  body: object,
): Promise<string> {
  const begun = await client.post<{ location: string }>(path, body);
  if (begun.status !== 201) throw new Error(`expected 201, got ${begun.status}: ${begun.text}`);
  const id = Number.parseInt(unique('').slice(0, 8), 16);
  const emails = [{ email: newEmail(), primary: true, verified: true }];
  return github.visit(begun.body.location, { id, login: unique('hub-'), emails }).search;
}

const linkedIdentity: Preparation = async (world, { subject: { api, password } }) => {
  const body = { provider: 'github', password };
  const query = await backFromGithub(world, api, '/api/account/identities', body);
  await api.get(`/api/sign-in/github/callback${query}`);
  const listed = await api.get<{ items: { id: string }[] }>('/api/account/identities');
  return { in: { id: listed.body.items[0]?.id ?? 'none is linked' } };
};

/** A valid request of every operation, made anew for each caller: about the first workspace's things. */
export const VALID: Readonly<Record<string, Preparation>> = {
  'GET /health/live': nothing,
  'GET /health/ready': nothing,
  'GET /api/setup': nothing,
  'POST /api/setup': ({ setupToken }) => ({ body: { setupToken, ...newPerson(), tenantName: 'Third' } }),
  'GET /api/signup': nothing,
  'POST /api/signup': () => ({ body: { ...newPerson(), tenantName: 'Third' } }),
  'POST /api/session': (_, { subject: { email, password } }) => ({ body: { email, password } }),
  'GET /api/sign-in-providers': nothing,
  'POST /api/sign-in/{provider}': () => ({ in: { provider: 'github' }, body: {} }),
  'GET /api/sign-in/{provider}/callback': async (world, { client }) => ({
    in: { provider: 'github' },
    query: await backFromGithub(world, client, '/api/sign-in/github', {}),
  }),
  'POST /api/invitations/look-up': async (world) => ({
    body: { invitationToken: await anInvitation(world) },
  }),
  'POST /api/invitations/accept': async (world) => ({
    body: { invitationToken: await anInvitation(world), password: unique('password-') },
  }),

  'GET /api/session': nothing,
  'DELETE /api/session': nothing,
  'GET /api/session/tenants': nothing,
  'POST /api/session/tenant': ({ home }) => ({ body: { tenantId: home.id } }),
  'POST /api/account/password': (_, { subject }) => ({
    body: { currentPassword: subject.password, newPassword: unique('password-') },
  }),
  'GET /api/account/sessions': nothing,
  'DELETE /api/account/sessions': nothing,
  'GET /api/account/totp': nothing,
  'POST /api/account/totp': (_, { subject }) => ({ body: { password: subject.password } }),
  'POST /api/account/totp/confirm': async (_, { subject }) => ({
    body: { code: (await beginTotp(subject)).code },
  }),
  'POST /api/account/totp/recovery-codes': provenTotp,
  'POST /api/account/totp/disable': provenTotp,
  'GET /api/account/identities': nothing,
  'POST /api/account/identities': (_, { subject }) => ({
    body: { provider: 'github', password: subject.password },
  }),
  'DELETE /api/account/identities/{id}': linkedIdentity,

  'GET /api/providers': nothing,
  'GET /api/guardrails': nothing,
  'GET /api/audit': nothing,
  'GET /api/audit/export': () => ({ query: '?format=jsonl' }),
  'GET /api/usage': nothing,
  'GET /api/changes': nothing,
  'GET /api/usage/series': nothing,
  'GET /api/usage/export': nothing,

  'GET /api/keys': nothing,
  'POST /api/keys': () => ({ body: { name: unique('Key '), llmType: 'openai', value: unique('sk-') } }),
  'PATCH /api/keys/overrides': async ({ home }) => ({
    body: { keyIds: [(await createKey(home.owner)).id], overrides: { production: 'mock' } },
  }),
  'GET /api/keys/{id}': aKey(),
  'PATCH /api/keys/{id}': aKey(() => ({ name: unique('Renamed ') })),
  'DELETE /api/keys/{id}': aKey(),
  'PATCH /api/keys/{id}/overrides': aKey(() => ({ production: 'mock' })),
  'POST /api/keys/{id}/checks': aKey(() => ({})),
  'GET /api/keys/{id}/versions': aKey(),
  'GET /api/keys/{id}/readers': aKey(),
  'POST /api/keys/{id}/versions': aKey(() => ({ value: unique('sk-') })),
  'POST /api/keys/{id}/versions/{n}/restore': async ({ home }) => ({
    in: { id: (await createKey(home.owner)).id, n: 1 },
    body: {},
  }),

  'GET /api/settings/environments': nothing,
  'PATCH /api/settings/environments': () => ({ body: { staging: 'mock' } }),
  'GET /api/tokens': nothing,
  'POST /api/tokens': ({ home }) => ({
    body: {
      name: unique('Token '),
      scopes: ['keys:read'],
      environments: ['staging'],
      keyIds: [home.key.id],
    },
  }),
  'POST /api/tokens/{id}/resume': async (world, asking) => ({ ...(await aToken(world, asking)), body: {} }),
  'DELETE /api/tokens/{id}': aToken,
  'GET /api/members': nothing,
  'PATCH /api/members/{id}': aMember({ role: 'viewer' }),
  'DELETE /api/members/{id}': aMember(),
  'GET /api/invitations': nothing,
  'POST /api/invitations': () => ({ body: { email: newEmail(), role: 'viewer' } }),
  'DELETE /api/invitations/{id}': async ({ home }) => ({
    in: { id: (await invite(home.owner, 'viewer')).id },
  }),

  'GET /external/keys': () => ({ query: '?env=development' }),
  'GET /external/keys/{keyId}/value': inDevelopment,
  'GET /external/keys/{keyId}/mode': inDevelopment,
  'GET /external/usage': nothing,
  'GET /external/whoami': nothing,
  'POST /external/keys': () => ({ body: { name: unique('Key '), llmType: 'openai', value: unique('sk-') } }),
  'POST /external/keys/{keyId}/versions': async ({ home }) => ({
    in: { keyId: (await createKey(home.owner)).id },
    body: { value: unique('sk-') },
  }),
};

/** The address of an operation with what stands for its parameters. */
export function addressOf(path: string, { in: values = {}, query = '' }: ValidRequest): string {
  return `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]))}${query}`;
}
