/** What the address of the Members page asks for. */
export interface MembersSearch {
  readonly panel?: 'invite';
}

export const MEMBERS_PANELS = ['panel'] as const satisfies readonly (keyof MembersSearch)[];

/** Reads the parameters of an address, whatever they are; a word that is not known counts as missing. */
export function readMembersSearch({ panel }: Readonly<Record<string, unknown>>): MembersSearch {
  return panel === 'invite' ? { panel } : {};
}
