import { may } from './roles.js';

describe('may', () => {
  it.each([
    ['owner', true, true, true],
    ['admin', true, true, true],
    ['member', true, false, false],
    ['viewer', false, false, false],
  ] as const)('%s', (role, keys, defaults, tokens) => {
    expect([may(role, 'manage_keys'), may(role, 'change_defaults'), may(role, 'manage_tokens')]).toEqual([
      keys,
      defaults,
      tokens,
    ]);
  });

  it('allows nothing to nobody', () => {
    expect(may(undefined, 'manage_keys')).toBe(false);
  });
});
