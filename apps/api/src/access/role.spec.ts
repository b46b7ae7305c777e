import { hasRole } from './role.js';

describe('hasRole', () => {
  it.each([
    ['viewer', 'viewer', true],
    ['viewer', 'member', false],
    ['member', 'admin', false],
    ['admin', 'member', true],
    ['owner', 'admin', true],
    ['admin', 'owner', false],
  ] as const)('%s has %s: %s', (role, least, expected) => expect(hasRole(role, least)).toBe(expected));
});
