import { DESTINATIONS } from '../destinations.js';

/** What a shortcut does. */
export type Shortcut =
  | { readonly kind: 'go'; readonly href: string }
  | { readonly kind: 'create' }
  | { readonly kind: 'search' }
  | { readonly kind: 'list' };

/** Milliseconds within which the second key of two has to follow. */
const PATIENCE = 1_500;

/** What a key comes to, after the one before it. */
export interface Pressed {
  readonly shortcut: Shortcut | null;
  /** When a first key of two was pressed, in milliseconds; null where none waits. */
  readonly begunAt: number | null;
}

/** Takes the key's own character, when a first key was pressed, and now. */
export function press(key: string, begunAt: number | null, now: number): Pressed {
  if (begunAt !== null && now - begunAt <= PATIENCE) {
    const there = DESTINATIONS.find(({ letter }) => letter === key);
    if (there) return { shortcut: { kind: 'go', href: there.href }, begunAt: null };
  }
  if (key === 'g') return { shortcut: null, begunAt: now };
  const shortcut = SINGLE[key] ?? null;
  return { shortcut, begunAt: null };
}

const SINGLE: Readonly<Record<string, Shortcut>> = {
  c: { kind: 'create' },
  '/': { kind: 'search' },
  '?': { kind: 'list' },
};
