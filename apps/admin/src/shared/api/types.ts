import type { paths } from './schema.generated.js';

type Answer<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;
type Item<List> = List extends { items: (infer One)[] } ? One : never;

/** Who is signed in, where, and with which role. */
export type Session = Answer<paths['/api/session']['get']['responses'][200]>;
export type Role = Session['role'];

/** A stored provider key, without its value. */
export type Key = Answer<paths['/api/keys/{id}']['get']['responses'][200]>;
export type KeyVersion = Item<Answer<paths['/api/keys/{id}/versions']['get']['responses'][200]>>;

/** What the server's variables force or forbid, as `GET /api/guardrails` answers it. */
export type GuardrailsAnswer = Answer<paths['/api/guardrails']['get']['responses'][200]>;

/** An access token of an application, without the token itself. */
export type Token = Item<Answer<paths['/api/tokens']['get']['responses'][200]>>;
/** The one answer that carries the token itself. */
export type CreatedToken = Answer<paths['/api/tokens']['post']['responses'][201]>;
export type NewToken = paths['/api/tokens']['post']['requestBody']['content']['application/json'];
export type Scope = Token['scopes'][number];
