import { Problem } from '../http/problem.js';
import { hasRole, type Role } from './role.js';

/** Throws the 403 that somebody earns by doing what takes a higher role. */
export function assertRole({ role }: { readonly role: Role }, least: Role): void {
  if (hasRole(role, least)) return;
  throw new Problem(403, 'role_insufficient', `This needs the role ${least} in the workspace.`);
}
