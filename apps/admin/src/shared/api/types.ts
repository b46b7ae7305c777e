import type { paths } from './schema.generated.js';

type Answer<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Item<List> = List extends { items: (infer One)[] } ? One : never;

/** Who is signed in, where, and with which role. */
export type Session = Answer<paths['/api/session']['get']['responses'][200]>;
export type Role = Session['role'];

/** A stored provider key, without its value. */
export type Key = Answer<paths['/api/keys/{id}']['get']['responses'][200]>;
export type KeyVersion = Item<Answer<paths['/api/keys/{id}/versions']['get']['responses'][200]>>;

/** What a check of a key found. */
export type KeyCheck = NonNullable<Key['lastCheck']>;
/** Who fetched a key: one token, version, environment and mode. */
export type KeyReader = Item<Answer<paths['/api/keys/{id}/readers']['get']['responses'][200]>>;

/** What the server's variables force or forbid, as `GET /api/guardrails` answers it. */
export type GuardrailsAnswer = Answer<paths['/api/guardrails']['get']['responses'][200]>;

/** An access token of an application, without the token itself. */
export type Token = Item<Answer<paths['/api/tokens']['get']['responses'][200]>>;
/** The one answer that carries the token itself. */
export type CreatedToken = Answer<paths['/api/tokens']['post']['responses'][201]>;
export type NewToken = paths['/api/tokens']['post']['requestBody']['content']['application/json'];
export type Scope = Token['scopes'][number];

/** A provider by which people may sign in. */
export type SignInProvider = Item<Answer<paths['/api/sign-in-providers']['get']['responses'][200]>>;

/** What an invitation is to whoever holds its token. */
export type OfferedInvitation = Answer<paths['/api/invitations/look-up']['post']['responses'][200]>;

/** A person of the workspace. */
export type Member = Item<Answer<paths['/api/members']['get']['responses'][200]>>;

/** An open invitation, and the one answer that carries its link. */
export type Invitation = Item<Answer<paths['/api/invitations']['get']['responses'][200]>>;
export type CreatedInvitation = Answer<paths['/api/invitations']['post']['responses'][201]>;

/** One line of the record. */
export type AuditRecord = Item<Answer<paths['/api/audit']['get']['responses'][200]>>;
export type AuditAction = AuditRecord['action'];

/** Answered fetches by day, and what of it is one environment's, mode's, key's or token's. */
export type UsageSeries = Answer<paths['/api/usage/series']['get']['responses'][200]>;
export type UsageSeriesItem = UsageSeries['items'][number];
export type UsageTotals = UsageSeries['totals'];
