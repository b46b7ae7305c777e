import type { SealBinding } from '../sealed-value.js';

/** A table of sealed rows: where they are, and what each is bound to. */
export interface SealedTable {
  readonly name: string;
  /** The columns that name a row, in the order of an index behind master_key_id, with their types. */
  readonly place: readonly { readonly column: string; readonly type: string }[];
  /** Further columns that the binding needs. */
  readonly more: readonly string[];
  readonly bindingOf: (row: Readonly<Record<string, string>>) => SealBinding;
}

/** The names of the columns that name a row. */
export function placeOf({ place }: SealedTable): readonly string[] {
  return place.map(({ column }) => column);
}

/** Every table whose rows are sealed under a master key. */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'key_version',
    place: [
      { column: 'key_id', type: 'text' },
      { column: 'version', type: 'integer' },
    ],
    more: ['tenant_id'],
    bindingOf: ({ tenant_id, key_id, version }) => ({
      tenantId: tenant_id ?? '',
      keyId: key_id ?? '',
      version: Number(version),
    }),
  },
  {
    name: 'account_totp',
    place: [{ column: 'account_id', type: 'text' }],
    more: [],
    bindingOf: ({ account_id }) => ({ accountId: account_id ?? '' }),
  },
];
