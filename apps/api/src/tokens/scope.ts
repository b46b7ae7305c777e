/** What an access token may do. */
export const SCOPES = ['keys:read', 'usage:read'] as const;
export type Scope = (typeof SCOPES)[number];
