import { createHash, randomBytes } from 'node:crypto';

const COUNT = 10;
/** 80 bits: far beyond guessing, so that a plain hash keeps it. */
const BYTES = 10;
/** Crockford's base32: no letters that look like digits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten new codes of 80 random bits, in groups of four as people write them down. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: COUNT }, () => {
    const digits = BigInt(`0x${randomBytes(BYTES).toString('hex')}`);
    const code = Array.from(
      { length: 16 },
      (_, index) => ALPHABET[Number((digits >> BigInt(5 * index)) & 31n)],
    );
    return (code.join('').match(/.{4}/g) ?? []).join('-');
  });
}

/** What is stored of a code, however it is written: SHA-256. */
export function hashRecoveryCode(code: string): Buffer {
  const written = code.toLowerCase().replace(/[\s-]/g, '').replaceAll('o', '0').replace(/[il]/g, '1');
  return createHash('sha256').update(written).digest();
}
