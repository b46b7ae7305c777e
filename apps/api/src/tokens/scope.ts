/** What an access token may do. */
export const SCOPES = ['keys:read', 'keys:write', 'usage:read'] as const;
export type Scope = (typeof SCOPES)[number];
