/** Each role by its name, and what it may do. */
export const rolesText = {
  names: { viewer: 'viewer', member: 'member', admin: 'admin', owner: 'owner' },
  meanings: {
    viewer: 'Sees everything, changes nothing',
    member: 'Manages keys',
    admin: 'Manages keys, tokens, defaults and people',
    owner: 'As admin, and other owners',
  },
} as const;
