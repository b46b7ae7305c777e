import type { Role } from '../harness/people.js';

export type Scope = 'keys:read' | 'keys:write' | 'usage:read';

/** Whom an operation lets in: anyone, people of a role or a higher one, or access tokens with a scope. */
export interface Access {
  readonly to: 'anyone' | Role | 'any token' | Scope;
  /** What an allowed call answers. */
  readonly status: number;
  /** What a person or token of another workspace is answered who names what is of this one. */
  readonly foreign?: number;
  /** True where the token also has to be bound to the environment that is asked for. */
  readonly inEnvironment?: true;
  /** True where it has to be bound to every environment. */
  readonly inEveryEnvironment?: true;
}

/** Whether an operation is for access tokens rather than for people. */
export const isForTokens = (to: Access['to']): to is Scope | 'any token' =>
  to === 'any token' || to.includes(':');

const open = (to: Access['to'], status: number, foreign?: number): Access => ({
  to,
  status,
  ...(foreign === undefined ? {} : { foreign }),
});

/**
 * Who may do what, written by hand from the contract: every operation of the document, and nothing else. Where
 * no answer for another workspace is given, the call reaches the caller's own.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'GET /health/live': open('anyone', 200),
  'GET /health/ready': open('anyone', 200),
  'GET /api/setup': open('anyone', 200),
  // The first owner exists: nobody becomes it any more.
  'POST /api/setup': open('anyone', 409),
  'GET /api/signup': open('anyone', 200),
  'POST /api/signup': open('anyone', 201),
  'POST /api/session': open('anyone', 201),
  'GET /api/sign-in-providers': open('anyone', 200),
  'POST /api/sign-in/{provider}': open('anyone', 201),
  'GET /api/sign-in/{provider}/callback': open('anyone', 302),
  'POST /api/invitations/look-up': open('anyone', 200),
  'POST /api/invitations/accept': open('anyone', 201),

  'GET /api/session': open('viewer', 200),
  'DELETE /api/session': open('viewer', 204),
  'GET /api/session/tenants': open('viewer', 200),
  'POST /api/session/tenant': open('viewer', 201, 404),
  'POST /api/account/password': open('viewer', 204),
  'GET /api/account/sessions': open('viewer', 200),
  'DELETE /api/account/sessions': open('viewer', 204),
  'GET /api/account/totp': open('viewer', 200),
  'POST /api/account/totp': open('viewer', 201),
  'POST /api/account/totp/confirm': open('viewer', 201),
  'POST /api/account/totp/recovery-codes': open('viewer', 201),
  'POST /api/account/totp/disable': open('viewer', 204),
  'GET /api/account/identities': open('viewer', 200),
  'POST /api/account/identities': open('viewer', 201),
  'DELETE /api/account/identities/{id}': open('viewer', 204, 404),

  'GET /api/providers': open('viewer', 200),
  'GET /api/guardrails': open('viewer', 200),
  'GET /api/audit': open('viewer', 200),
  'GET /api/audit/export': open('viewer', 200),
  'GET /api/usage': open('viewer', 200),
  'GET /api/changes': open('viewer', 200),
  'GET /api/usage/series': open('viewer', 200),
  'GET /api/usage/export': open('viewer', 200),

  'GET /api/keys': open('viewer', 200),
  'POST /api/keys': open('member', 201),
  'PATCH /api/keys/overrides': open('member', 200, 404),
  'GET /api/keys/{id}': open('viewer', 200, 404),
  'PATCH /api/keys/{id}': open('member', 200, 404),
  'DELETE /api/keys/{id}': open('member', 204, 404),
  'PATCH /api/keys/{id}/overrides': open('member', 200, 404),
  'POST /api/keys/{id}/checks': open('member', 201, 404),
  'GET /api/keys/{id}/versions': open('viewer', 200, 404),
  'GET /api/keys/{id}/readers': open('viewer', 200, 404),
  'POST /api/keys/{id}/versions': open('member', 201, 404),
  'POST /api/keys/{id}/versions/{n}/restore': open('member', 201, 404),

  'GET /api/settings/environments': open('viewer', 200),
  'PATCH /api/settings/environments': open('admin', 200),
  'GET /api/tokens': open('viewer', 200),
  // What is foreign is the key that the token is to be bound to.
  'POST /api/tokens': open('admin', 201, 400),
  'POST /api/tokens/{id}/resume': open('admin', 200, 404),
  'DELETE /api/tokens/{id}': open('admin', 204, 404),
  'GET /api/members': open('viewer', 200),
  'PATCH /api/members/{id}': open('admin', 200, 404),
  // Of somebody else: anybody may remove themselves.
  'DELETE /api/members/{id}': open('admin', 204, 404),
  'GET /api/invitations': open('viewer', 200),
  'POST /api/invitations': open('admin', 201),
  'DELETE /api/invitations/{id}': open('admin', 204, 404),

  'GET /external/keys': { to: 'keys:read', status: 200, inEnvironment: true },
  'GET /external/keys/{keyId}/value': { to: 'keys:read', status: 200, foreign: 404, inEnvironment: true },
  'GET /external/keys/{keyId}/mode': { to: 'keys:read', status: 200, foreign: 404, inEnvironment: true },
  'GET /external/usage': open('usage:read', 200),
  'GET /external/whoami': open('any token', 200),
  'POST /external/keys': open('keys:write', 201),
  'POST /external/keys/{keyId}/versions': {
    to: 'keys:write',
    status: 201,
    foreign: 404,
    inEveryEnvironment: true,
  },
};

/** What the server answers beside the document: the document itself, its reading page, and the dashboard. */
export const BESIDE_THE_DOCUMENT: readonly RegExp[] = [
  // What a mock answers, and to whom, is tried in test/mocks.
  /^[A-Z]+ \/mock\//,
  /^GET \/api\/openapi\.(json|yaml)$/,
  /^GET \/api\/docs(\/.*)?$/,
  /^GET \/(\*|favicon\.svg|index\.html|colour-scheme\.js|assets\/[\w.-]+)$/,
];
