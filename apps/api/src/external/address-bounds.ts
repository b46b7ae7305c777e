import { BlockList, isIP } from 'node:net';

/** Without them an IPv4 address that came over an IPv6 socket (RFC 4291, 2.5.5.2) would be in no IPv4 range. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** True where an address is within one of these ranges (CIDR); of none at all where the ranges are null. */
export function isWithin(ip: string, ranges: readonly string[] | null): boolean {
  if (ranges === null) return true;
  const address = MAPPED.exec(ip)?.[1] ?? ip;
  if (!isIP(address)) return false;
  const family = familyOf(address);
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', length] = range.split('/');
    // BlockList would find every IPv4 address in ::/0.
    if (familyOf(network) === family) list.addSubnet(network, Number(length), family);
  }
  return list.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
