import type { Scope } from '../../shared/api/types.js';
import { tokensText } from '../../text/tokens.js';

/** What a token may do, in the order people choose from. */
export const SCOPES: readonly { readonly scope: Scope; readonly does: string }[] = [
  { scope: 'keys:read', does: tokensText.scopes['keys:read'] },
  { scope: 'keys:write', does: tokensText.scopes['keys:write'] },
  { scope: 'usage:read', does: tokensText.scopes['usage:read'] },
];
