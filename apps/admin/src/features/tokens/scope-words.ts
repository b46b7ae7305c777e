import type { Scope } from '../../shared/api/types.js';

/** What a token may do, in the order people choose from. */
export const SCOPES: readonly { readonly scope: Scope; readonly does: string }[] = [
  { scope: 'keys:read', does: 'Fetch values and modes of keys' },
  { scope: 'usage:read', does: 'Read how often keys were fetched' },
];
