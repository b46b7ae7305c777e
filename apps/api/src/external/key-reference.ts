/** What an id or a slug is made of. */
const REFERENCE = /^[A-Za-z0-9_-]{1,100}$/;

/** A key's id or slug as a path has it, or a text that no key has, so that odd paths cost what others do. */
export function keyReferenceFrom(text: string): string {
  return REFERENCE.test(text) ? text : '';
}
