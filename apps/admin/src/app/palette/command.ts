/** What choosing a command does. */
export type Deed =
  | { readonly kind: 'go'; readonly href: string }
  | { readonly kind: 'scheme' }
  | { readonly kind: 'shortcuts' }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'workspace'; readonly id: string };

/** Under which heading a command stands, in the order in which they are shown. */
export const GROUPS = ['keys', 'tokens', 'go', 'do'] as const;
export type Group = (typeof GROUPS)[number];

/** One line of the palette. */
export interface Command {
  readonly id: string;
  readonly group: Group;
  readonly label: string;
  /** Stands behind the label, quieter. */
  readonly detail?: string;
  /** Other texts by which it is found. */
  readonly keywords: string;
  /** The keys that do the same, one after another. */
  readonly shortcut?: readonly string[];
  readonly deed: Deed;
}
