const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Writes a number in base 62, padded with zeros to a length. */
export function base62(number: bigint | number, length: number): string {
  let text = '';
  if (typeof number === 'bigint') {
    for (let rest = number; rest > 0n; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  } else {
    for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) text = DIGITS.charAt(rest % 62) + text;
  }
  return text.padStart(length, '0');
}
