import { isWithin } from './address-bounds.js';

test.each([
  ['203.0.113.7', ['203.0.113.7/32'], true],
  ['203.0.113.8', ['203.0.113.7/32'], false],
  ['10.255.255.255', ['192.168.0.0/16', '10.0.0.0/8'], true],
  ['11.0.0.0', ['192.168.0.0/16', '10.0.0.0/8'], false],
  ['::ffff:10.1.2.3', ['10.0.0.0/8'], true],
  ['::ffff:11.1.2.3', ['10.0.0.0/8'], false],
  ['2001:db8::1', ['2001:db8::/32'], true],
  ['2001:db9::1', ['2001:db8::/32'], false],
  ['10.0.0.1', ['::/0'], false],
  ['2001:db8::1', ['0.0.0.0/0'], false],
  ['10.0.0.1', ['0.0.0.0/0'], true],
  ['::1', ['::1/128'], true],
  ['', ['0.0.0.0/0', '::/0'], false],
  ['nonsense', ['0.0.0.0/0', '::/0'], false],
])('%s in %j: %s', (ip, ranges, expected) => expect(isWithin(ip, ranges)).toBe(expected));

test('a token without ranges counts from everywhere', () => expect(isWithin('', null)).toBe(true));
