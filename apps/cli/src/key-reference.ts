import { isKeyReference } from '@ibyok/client';
import { detectProvider, isMockValue } from '@ibyok/providers';
import { Failure } from './failure.js';

/**
 * Takes an argument as a key's id or slug. What looks like a value or an access token instead is refused without being
 * repeated or sent: in an address it would end up in logs.
 */
export function keyReference(word: string): string {
  if (word.startsWith('ibyok_') || isMockValue(word) || detectProvider(word)) {
    const detail =
      'This is a secret, and not the name of a key: it is in your shell’s history now, so replace it.';
    throw new Failure('secret_as_argument', detail);
  }
  if (isKeyReference(word)) return word;
  const detail = 'A key is named by its slug, such as openai, or its id, key_…: `ibyok keys` lists them.';
  throw new Failure('key_reference_invalid', detail);
}
