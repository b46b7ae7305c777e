/** Ids and slugs have no other characters; with others, an address could lead elsewhere. */
const REFERENCE = /^[A-Za-z0-9_-]{1,100}$/;

/** Whether something can name a key: its id, such as `key_…`, or its slug, such as `openai`. */
export function isKeyReference(word: unknown): word is string {
  return typeof word === 'string' && REFERENCE.test(word);
}
