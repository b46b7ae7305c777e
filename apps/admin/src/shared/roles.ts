import type { Role } from './api/types.js';

/** What a role may be allowed to do in the dashboard. */
export type Permission = 'manage_keys' | 'change_defaults' | 'manage_tokens' | 'manage_members';

const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ['manage_keys', 'change_defaults', 'manage_tokens', 'manage_members'],
  admin: ['manage_keys', 'change_defaults', 'manage_tokens', 'manage_members'],
  member: ['manage_keys'],
  viewer: [],
};

/** The roles that a person may give: none above their own, the least first. */
export function rolesBelow(role: Role | undefined): readonly Role[] {
  const roles: readonly Role[] = ['viewer', 'member', 'admin', 'owner'];
  return role === undefined ? [] : roles.slice(0, roles.indexOf(role) + 1);
}

/** Whether a role has a permission. The server decides; this only spares people refused attempts. */
export function may(role: Role | undefined, permission: Permission): boolean {
  return role !== undefined && ALLOWED[role].includes(permission);
}
