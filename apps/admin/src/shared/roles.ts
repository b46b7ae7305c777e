import type { Role } from './api/types.js';

/** What a role may be allowed to do in the dashboard. */
export type Permission = 'manage_keys' | 'change_defaults' | 'manage_tokens';

const ALLOWED: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ['manage_keys', 'change_defaults', 'manage_tokens'],
  admin: ['manage_keys', 'change_defaults', 'manage_tokens'],
  member: ['manage_keys'],
  viewer: [],
};

/** Whether a role has a permission. The server decides; this only spares people refused attempts. */
export function may(role: Role | undefined, permission: Permission): boolean {
  return role !== undefined && ALLOWED[role].includes(permission);
}
