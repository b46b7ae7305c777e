import { shellText } from '../text/shell.js';

/** A page that one can go to, by the letter that follows G. */
export interface Destination {
  readonly page: keyof typeof shellText.pages;
  readonly href: string;
  readonly letter: string;
}

/** Every page behind the sign-in, in the order of the navigation. */
export const DESTINATIONS: readonly Destination[] = [
  { page: 'keys', href: '/keys', letter: 'k' },
  { page: 'tokens', href: '/tokens', letter: 't' },
  { page: 'usage', href: '/usage', letter: 'u' },
  { page: 'guardrails', href: '/guardrails', letter: 'g' },
  { page: 'playground', href: '/playground', letter: 'p' },
  { page: 'members', href: '/members', letter: 'm' },
  { page: 'audit', href: '/audit', letter: 'a' },
  { page: 'account', href: '/account', letter: 's' },
  { page: 'apiDocs', href: '/api-docs', letter: 'd' },
];

/** The panel in which something new is made on a page, and what that takes; by the page's path. */
export const CREATIONS = {
  '/keys': { href: '/keys?panel=add', permission: 'manage_keys' },
  '/tokens': { href: '/tokens?panel=create', permission: 'manage_tokens' },
  '/members': { href: '/members?panel=invite', permission: 'manage_members' },
} as const;
