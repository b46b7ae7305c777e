/** Stands for a value within a text. */
export const VALUE = '\uFFFC';

/** Keys of the keyboard, as programs call them. */
const KEYS = new Set([
  'Backspace',
  'Ctrl',
  'Esc',
  'Delete',
  'End',
  'Enter',
  'Escape',
  'Home',
  'Shift',
  'Space',
  'Tab',
]);

const CAPITALISED = /^\p{Lu}\p{Ll}+[.:!?…]?$/u;
const WORD = /^[“‘"'(]?\p{L}[\p{L}’'-]*[.,:;!?…)”’"']*$/u;
const SMALL_WORDS = /^\p{Ll}[\p{Ll}’]*( \p{Ll}[\p{Ll}’]*)+[.:!?…]?$/u;

/**
 * Whether there is anything to read in a text at all, besides its values.
 * @param {string} text
 */
export function hasLetters(text) {
  return /\p{L}/u.test(text);
}

/**
 * Whether a text reads like words for people, wherever it stands: a capitalised word, a sentence, or several small
 * words in a row.
 * @param {string} text
 */
export function readsLikeWords(text) {
  const words = text.trim().split(/\s+/);
  const [first = ''] = words;
  if (words.length === 1) return CAPITALISED.test(first) && !KEYS.has(first);
  if (SMALL_WORDS.test(words.join(' '))) return true;
  return /^[\p{Lu}\uFFFC]/u.test(first) && words.some((word) => WORD.test(word) && /\p{Ll}{2}/u.test(word));
}
