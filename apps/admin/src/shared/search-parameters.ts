/** The word of a list that a parameter of an address is; undefined for anything else. */
export function oneOf<Word>(words: readonly Word[], value: unknown): Word | undefined {
  return words.find((word) => word === value);
}

/** An id as the server makes them; undefined for anything else. */
export function identifierIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,100}$/.test(value) ? value : undefined;
}
