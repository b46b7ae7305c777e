import type { Flip } from './key-modes.js';

/** A flip with what it is of: a key, or an environment. */
export interface NamedFlip {
  /** The key’s id, or the environment. */
  readonly id: string;
  readonly of: string;
  readonly flip: Flip;
}

/** A word for exactly these flips, which differs once one of them does. */
export function wordForFlips(items: readonly NamedFlip[]): string {
  return items.map(({ id, flip }) => `${id} ${flip.environment} ${flip.to}`).join();
}
