import { randomBytes } from 'node:crypto';
import { base62 } from './base62.js';

/** What an id begins with, by what it names. */
export type IdentifierPrefix = 'ten' | 'acc' | 'ses' | 'key' | 'tok' | 'inv' | 'idn';

/** 128 random bits in base 62. */
const LENGTH = 22;

/** A new opaque id such as `key_4fGh…`: a prefix and 128 random bits. */
export function newIdentifier(prefix: IdentifierPrefix): string {
  return `${prefix}_${base62(BigInt(`0x${randomBytes(16).toString('hex')}`), LENGTH)}`;
}
