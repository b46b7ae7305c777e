import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { base62 } from './base62.js';

const PREFIX = 'ibyok_';
/** 30 digits of base 62 hold 178 random bits. */
const RANDOM_DIGITS = 30;
const RANDOM_BITS = 178n;
/** 6 digits of base 62 hold a CRC-32, as in GitHub's token format (github.blog, 5 April 2021). */
const CHECKSUM_DIGITS = 6;
const LENGTH = PREFIX.length + RANDOM_DIGITS + CHECKSUM_DIGITS;

/** A new access token: `ibyok_`, 178 random bits, a checksum. */
export function newAccessToken(): string {
  const bits = BigInt(`0x${randomBytes(23).toString('hex')}`) & ((1n << RANDOM_BITS) - 1n);
  const random = base62(bits, RANDOM_DIGITS);
  return `${PREFIX}${random}${checksum(random)}`;
}

/** True where a text has the form of an access token and its checksum fits; costs no query. */
export function isWellFormedAccessToken(text: string): boolean {
  if (text.length !== LENGTH || !text.startsWith(PREFIX)) return false;
  const random = text.slice(PREFIX.length, PREFIX.length + RANDOM_DIGITS);
  return /^[0-9A-Za-z]+$/.test(random) && text.endsWith(checksum(random));
}

/** What is stored of a token: SHA-256, which is enough for 178 random bits. */
export function hashAccessToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

function checksum(random: string): string {
  return base62(crc32(random), CHECKSUM_DIGITS);
}
