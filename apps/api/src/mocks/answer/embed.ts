import { createHash } from 'node:crypto';

/**
 * A vector of length one for a text, the same for the same text. Texts that share words point in like directions,
 * so that a search by likeness finds something in a test; it knows nothing of meaning.
 */
export function embed(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  const words =
    text
      .slice(0, LOOKED_AT)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  // The whole text, too: two texts of the same words in another order differ.
  for (const word of [...words.slice(0, MOST_WORDS), `\0${text}`]) addWord(vector, word);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
  return vector.map((value) => value / length);
}

const MOST_WORDS = 2_000;
/** Characters of a text whose words count; the rest makes it another text, no more. */
const LOOKED_AT = 32 * 1024;
const PLACES_A_WORD = 8;

function addWord(vector: Float32Array, word: string): void {
  const hash = createHash('sha256').update(word).digest();
  for (let place = 0; place < PLACES_A_WORD; place += 1) {
    const drawn = hash.readUInt32BE(place * 4);
    const index = (drawn >>> 1) % vector.length;
    vector[index] = (vector[index] ?? 0) + ((drawn & 1) === 1 ? 1 : -1);
  }
}
