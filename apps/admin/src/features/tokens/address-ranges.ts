import { tokensText } from '../../text/tokens.js';

/** What somebody typed, one by one and each once: apart by commas, semicolons, blanks or lines. */
export function addressRangesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((entry) => entry !== ''))];
}

/**
 * Names the first entry that has characters which no address has, or returns null. Only the server knows which
 * of the others are addresses or ranges.
 */
export function addressRangesAdvice(text: string): string | null {
  const odd = addressRangesIn(text).find((entry) => !/^[\da-f.:]+(\/\d*)?$/i.test(entry));
  return odd === undefined ? null : tokensText.form.noAddress(odd);
}

/** Up to four ranges by name; of more, the first three and how many are left. */
export function rangesInShort(ranges: readonly string[]): string {
  if (ranges.length <= 4) return ranges.join(', ');
  return tokensText.table.andMore(ranges.slice(0, 3).join(', '), ranges.length - 3);
}
