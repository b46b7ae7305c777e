/** How long a key may be, in bytes of UTF-8. */
export const MAX_KEY_VALUE_BYTES = 16 * 1024;

/** Four characters of a short value would be too much of it. */
const MIN_LENGTH_TO_SHOW = 12;

const NO_TEXT = /\0|\p{Surrogate}/u;

/** Why a value cannot be stored. `not_text` is a NUL character or half of a surrogate pair. */
export type KeyValueProblem = 'blank' | 'too_long' | 'not_text';

/** What keeps the server from storing a value, exactly as given; null where nothing does. */
export function keyValueProblem(value: string): KeyValueProblem | null {
  if (value.trim() === '') return 'blank';
  if (NO_TEXT.test(value)) return 'not_text';
  // A character of UTF-16 takes three bytes at most: longer texts need not be counted.
  return value.length > MAX_KEY_VALUE_BYTES || bytesOf(value) > MAX_KEY_VALUE_BYTES ? 'too_long' : null;
}

/** The characters of a value that may be shown: the last four, or none of a short value. */
export function lastFourOf(value: string): string {
  const characters = Array.from(value);
  return characters.length < MIN_LENGTH_TO_SHOW ? '' : characters.slice(-4).join('');
}

/** How many bytes a text takes in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}
