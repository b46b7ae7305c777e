import { isIP } from 'node:net';

/** True for an address such as 10.0.0.1 or 2001:db8::1, or a range of them such as 10.0.0.0/8 (RFC 4632). */
export function isAddressRange(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  const fits = length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits);
  return bits > 0 && fits && rest.length === 0 && !address.includes('%');
}
