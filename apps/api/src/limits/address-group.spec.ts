import fc from 'fast-check';
import { addressGroup } from './address-group.js';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['::FFFF:cb00:7107', '203.0.113.7'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:DB8:0:0:ffff:ffff:ffff:ffff', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['1::', '1:0:0:0::/64'],
])('%s counts as %s', (ip, group) => expect(addressGroup(ip)).toBe(group));

test('addresses of one /64 count as one, those of another do not', () => {
  fc.assert(
    fc.property(fc.ipV6(), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (ip, host) => {
      const group = addressGroup(ip);
      fc.pre(group.endsWith('/64'));
      const hex = host.toString(16).padStart(16, '0');
      const prefix = group.slice(0, -'::/64'.length);
      expect(addressGroup(`${prefix}:${hex.match(/.{4}/g)?.join(':')}`)).toBe(group);
      const first = Number.parseInt(prefix.split(':')[0] ?? '', 16);
      const other = prefix.replace(/^[^:]+/, (first ^ 1).toString(16));
      expect(addressGroup(`${other}:${hex.match(/.{4}/g)?.join(':')}`)).not.toBe(group);
    }),
  );
});
